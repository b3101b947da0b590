namespace AutoDiff.Trees;

/// <summary>When a <see cref="DecisionTree"/> stops to grow.</summary>
public sealed record DecisionTreeOptions
{
    /// <summary>Questions on the way from the root to a leaf, from 0.</summary>
    public int MaxDepth { get; init; } = int.MaxValue;

    /// <summary>Samples on each side of a question, from 1.</summary>
    public int MinLeafSamples { get; init; } = 1;
}
