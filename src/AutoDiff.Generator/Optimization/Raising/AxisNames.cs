using System.Globalization;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Makes axes with names that are new in the function: they name loop counters, so that they differ in more than their case.</summary>
internal sealed class AxisNames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public AxisNames(Function function)
    {
        _names.UnionWith(function.Parameters.SelectMany(p => p.Value.Axes.Select(a => a.Name).Append(p.Name)));
        _names.UnionWith(function.Symbols.Select(s => s.Symbol));
        foreach (var statement in Block.StatementsIn(function.Body))
        {
            _names.UnionWith(statement.Targets.SelectMany(t => t.Axes).Select(a => a.Name));
            _names.UnionWith(statement.Instruction.Operands.SelectMany(o => o.Axes).Select(a => a.Name));
            if (statement.Instruction is Reshape r) _names.UnionWith(r.To.Select(a => a.Name));
        }
    }

    public Axis New(string hint, Extent extent)
    {
        string stem = hint.Length == 0 ? "Axis" : char.ToUpperInvariant(hint[0]) + hint.Substring(1);
        string name = stem;
        for (int i = 2; !_names.Add(name); i++) name = stem + i.ToString(CultureInfo.InvariantCulture);
        return new Axis(name, extent);
    }
}
