using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Conditions on extents that raised loops rely on and that are tested at entry, where the loops would have thrown, too.</summary>
internal sealed class RaisedChecks(Function function)
{
    private readonly HashSet<int> _parameters = [.. function.Parameters.Select(p => p.Value.Id)];
    private readonly HashSet<string> _integers = new(function.Parameters.Where(p => p.Kind == ParameterKind.Integer && p.Value.Axes.Count == 0).Select(p => IndexRanges.SymbolOf(function, p)), StringComparer.Ordinal);
    private readonly List<ExtentCheck> _checks = [];

    public IReadOnlyList<ExtentCheck> All => _checks;

    public bool IsParameter(Value value) => _parameters.Contains(value.Id);

    /// <summary>The integer parameters in the extent, which must not be negative: each gets a check.</summary>
    public IReadOnlyList<string> NotNegative(Extent extent)
    {
        var symbols = extent.Symbols.Where(_integers.Contains).ToList();
        foreach (string symbol in symbols) Add(new ExtentCheck($"{symbol} >= 0", $"{symbol} is a number of iterations and must not be negative."));
        return symbols;
    }

    /// <summary>A condition that has to hold where all loops run.</summary>
    public void Require(IEnumerable<Extent> trips, string condition, string message) =>
        Add(new ExtentCheck(string.Concat(trips.Select(t => $"{t} <= 0 || ")) + condition, message));

    private void Add(ExtentCheck check)
    {
        if (!_checks.Contains(check)) _checks.Add(check);
    }
}
