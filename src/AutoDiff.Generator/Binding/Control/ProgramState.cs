using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// What every variable stands for at the point that binding has reached: locals and parameters (by symbol), the contents of arrays (by
/// <see cref="Storage"/>), and the flags of jumps (by <see cref="Flag"/>). A way through the program starts with a copy and leaves another one behind.
/// </summary>
internal sealed class ProgramState
{
    private Dictionary<object, Term?> _terms = new(Keys.Instance);

    /// <summary>Whether an exception has been thrown on the way here: nothing that follows runs.</summary>
    public bool IsDead { get; set; }

    /// <summary>The term of a variable; null where its statement was refused, so that what uses it has been reported already.</summary>
    public Term? this[object variable]
    {
        get => _terms[variable];
        set => _terms[variable] = value;
    }

    public bool TryGet(object variable, out Term? term) => _terms.TryGetValue(variable, out term);

    public void Remove(object variable) => _terms.Remove(variable);

    public Snapshot Save() => new(new Dictionary<object, Term?>(_terms, Keys.Instance), IsDead);

    public void Restore(Snapshot snapshot)
    {
        _terms = new Dictionary<object, Term?>(snapshot.Terms, Keys.Instance);
        IsDead = snapshot.IsDead;
    }

    public sealed class Snapshot(Dictionary<object, Term?> terms, bool isDead)
    {
        public Dictionary<object, Term?> Terms => terms;

        public bool IsDead => isDead;

        public Term? this[object variable] => terms.TryGetValue(variable, out var term) ? term : Unassigned.Term;
    }

    /// <summary>Symbols are equal by what they mean, all else by identity.</summary>
    private sealed class Keys : IEqualityComparer<object>
    {
        public static readonly Keys Instance = new();

        public new bool Equals(object? a, object? b) => ReferenceEquals(a, b) || (a is ISymbol s && b is ISymbol t && SymbolEqualityComparer.Default.Equals(s, t));

        public int GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(key);
    }
}

/// <summary>A truth value that the binder keeps beside the variables of the program: whether a loop, a switch or the method has been left.</summary>
internal sealed class Flag(string name)
{
    public string Name => name;
}
