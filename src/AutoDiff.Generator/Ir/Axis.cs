namespace AutoDiff.Generator.Ir;

/// <summary>
/// An axis is an identity with an extent. Two values that have the same axis are aligned along it; broadcasting is the union of axes.
/// <see cref="Name"/> is unique inside a function and a valid C# identifier when lower-cased (it names the loop counter).
/// </summary>
public sealed record Axis(string Name, Extent Extent)
{
    // The name tells axes of a function apart; hashing the extent too would only cost time.
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    public override string ToString() => Name;
}
