using System.Globalization;
using System.Text;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>
/// A random program: <c>F(a, b, x, w, n)</c> with two numbers, two spans and an integer, and the methods that it calls. The seed and size that it was made with name it.
/// </summary>
internal sealed record SourceProgram(int Seed, int Size, SourceMethod Main, IReadOnlyList<SourceMethod> Callees)
{
    public string Name => string.Create(CultureInfo.InvariantCulture, $"P{Seed}x{Size}");

    /// <summary>Whether F works in any float type; otherwise in double.</summary>
    public bool IsGeneric => Main.Signature.Contains("<T>", StringComparison.Ordinal);

    /// <summary>The class with annotated methods.</summary>
    public string Text => Write(Name, traced: false);

    /// <summary>A class with the same methods, not annotated, that reports which way its conditions go.</summary>
    public string TracedText => Write(Name + "Traced", traced: true);

    private string Write(string name, bool traced)
    {
        var text = new StringBuilder();
        // Random code compares values with themselves and leaves variables unused; only what is generated for it has to be free of warnings.
        text.Append("#pragma warning disable CS0162, CS0219, CS1717, CS1718, CS8321\npublic static partial class ").Append(name).Append("\n{\n");
        text.Append("    public record struct Two<T>(T First, T Second) where T : unmanaged, IBinaryFloatingPointIeee754<T>;\n\n");
        Main.Write(text, traced, "[Differentiable(Modes = Modes.Gradient | Modes.Jvp)]\n    ");
        foreach (var callee in Callees) callee.Write(text, traced, "[Differentiable(Modes = Modes.Gradient | Modes.Jvp)]\n    ");
        return text.Append("}\n").ToString();
    }

    public IEnumerable<SourceProgram> Simpler()
    {
        for (int i = 0; i < Callees.Count; i++) yield return this with { Callees = [.. Callees.Take(i), .. Callees.Skip(i + 1)] };
        foreach (var main in Main.Simpler()) yield return this with { Main = main };
        for (int i = 0; i < Callees.Count; i++)
            foreach (var callee in Callees[i].Simpler())
                yield return this with { Callees = [.. Callees.Take(i), callee, .. Callees.Skip(i + 1)] };
    }
}
