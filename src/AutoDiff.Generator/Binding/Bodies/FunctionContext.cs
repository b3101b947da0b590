using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>What the bodies that make up one function share: the annotated method's own and those of the methods that it calls.</summary>
internal sealed class FunctionContext(BodyCache bodies, Action<Diagnostic>? report, CancellationToken cancellation)
{
    private readonly HashSet<string> _symbols = new(StringComparer.Ordinal);

    public TensorAlgebra Algebra { get; } = new();

    /// <summary>What variables stand for at the point that binding has reached.</summary>
    public ProgramState State { get; } = new();

    public BodyCache Bodies => bodies;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The methods whose bodies are being bound, outermost first.</summary>
    public Stack<IMethodSymbol> Calls { get; } = new();

    /// <summary>The float type of the annotated method as C# text.</summary>
    public string RealText { get; set; } = "";

    /// <summary>Parameters that recursive calls may write: they count as written whether the body does it or not.</summary>
    public HashSet<ISymbol> WrittenByCalls { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether diagnostics are read; without a reader the first refusal ends the binding.</summary>
    public bool Reports => report is not null;

    public bool Failed { get; private set; }

    /// <summary>Symbols of extents that the program computes; the program state has those that are defined.</summary>
    public Dictionary<string, object> Lengths { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that symbols of extents cannot have.</summary>
    public void Reserve(IEnumerable<string> names) => _symbols.UnionWith(names);

    /// <summary>A name for a symbol of extents that no other one has.</summary>
    public string UniqueSymbol(string name)
    {
        string unique = name;
        for (int i = 2; !_symbols.Add(unique); i++) unique = name + i;
        return unique;
    }

    /// <summary>Where values with a derivative that is zero everywhere come from: the function's name and the call.</summary>
    public Dictionary<int, (string Name, Location Location)> ZeroDerivatives { get; } = [];

    /// <summary>Integers that were cut off from numbers of the float type: where, and the text of the number.</summary>
    public Dictionary<int, (string Text, Location Location)> Truncations { get; } = [];

    /// <summary>Where calls that stay calls stand, by the value that they yield first.</summary>
    public Dictionary<int, Location> Places { get; } = [];

    /// <summary>The one place where a refusal becomes a diagnostic.</summary>
    public void Refuse(Refusal refusal, Location fallback)
    {
        Failed = true;
        report?.Invoke(refusal.At(fallback));
    }

    public void Fail() => Failed = true;

    public void Report(Diagnostic diagnostic) => report?.Invoke(diagnostic);
}
