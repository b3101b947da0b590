using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>A loop that becomes an axis: the counter is <see cref="Start"/> plus the position along the axis.</summary>
internal sealed record RaisedLoop(Axis Axis, Extent Start)
{
    /// <summary>The position along the axis, as a symbol of index polynomials.</summary>
    public string Symbol => "%:" + Axis.Name;

    public Extent Position => Extent.Symbol(Symbol);
}
