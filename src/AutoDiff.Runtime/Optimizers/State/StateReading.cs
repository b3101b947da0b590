using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Replaces a state by a stored one, in two visits: the first checks everything and changes nothing, the second cannot fail.</summary>
internal static class StateReading
{
    /// <param name="stateful">What receives the state.</param>
    /// <param name="source">Where it comes from.</param>
    /// <param name="root">What its names start with.</param>
    /// <exception cref="StateMismatchException">An entry is missing, unknown, or of another kind or length.</exception>
    public static void Restore(IStateful stateful, IStateSource source, string root)
    {
        new Check(source, root).Visit(stateful);
        new Replace(source, root).Visit(stateful);
    }

    /// <summary>Only the first visit.</summary>
    public static void Verify(IStateful stateful, IStateSource source, string root) => new Check(source, root).Visit(stateful);

    /// <summary>Only the second visit, after <see cref="Verify"/>.</summary>
    public static void RestoreVerified(IStateful stateful, IStateSource source, string root) => new Replace(source, root).Visit(stateful);

    private sealed class Check(IStateSource source, string root) : StateVisitor(root)
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        private protected override void OnKind(string name, string kind)
        {
            string? stored = source.Text(name);
            if (stored != kind) throw new StateMismatchException(name, $"The state is that of {stored ?? "nothing"}, not of {kind}.");
            _known.Add(name);
        }

        private protected override void OnCount(string name, ref long value) => Require(name, StateTexts.TryParse(Text(name), out long _), "no count");

        private protected override void OnNumber(string name, ref double value) => Require(name, StateTexts.TryParse(Text(name), out double _), "no number");

        private protected override void OnFlag(string name, ref bool value) => Require(name, StateTexts.TryParse(Text(name), out bool _), "no truth value");

        private protected override void OnText(string name, ref string value) => Text(name);

        private protected override void OnValues<T>(string name, T[] values)
        {
            long length = Length<T>(name);
            if (length != values.Length) throw new StateMismatchException(name, $"'{name}' has {length} elements in the state; {values.Length} are needed.");
        }

        private protected override void OnVaryingValues<T>(string name, ref T[] values) => Length<T>(name);

        private protected override void OnEnd(string root)
        {
            string? unknown = source.Names.FirstOrDefault(n => n.StartsWith(root, StringComparison.Ordinal) && !_known.Contains(n));
            if (unknown is not null) throw new StateMismatchException(unknown, $"The state has '{unknown}', which has no place here.");
        }

        private string Text(string name)
        {
            _known.Add(name);
            return source.Text(name) ?? throw Missing(name);
        }

        private long Length<T>(string name)
            where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            _known.Add(name);
            return source.Length<T>(name) ?? throw Missing(name);
        }

        private static StateMismatchException Missing(string name) => new(name, $"The state has no '{name}'.");

        private void Require(string name, bool isValid, string problem)
        {
            if (!isValid) throw new StateMismatchException(name, $"'{name}' is '{source.Text(name)}', {problem}.");
        }
    }

    private sealed class Replace(IStateSource source, string root) : StateVisitor(root)
    {
        private protected override void OnKind(string name, string kind)
        {
        }

        private protected override void OnCount(string name, ref long value) => value = StateTexts.Count(source.Text(name)!);

        private protected override void OnNumber(string name, ref double value) => value = StateTexts.Number(source.Text(name)!);

        private protected override void OnFlag(string name, ref bool value) => value = StateTexts.Flag(source.Text(name)!);

        private protected override void OnText(string name, ref string value) => value = source.Text(name)!;

        private protected override void OnValues<T>(string name, T[] values) => source.Read<T>(name, values);

        private protected override void OnVaryingValues<T>(string name, ref T[] values)
        {
            long length = source.Length<T>(name)!.Value;
            if (values.Length != length) values = new T[length];
            source.Read<T>(name, values);
        }
    }
}
