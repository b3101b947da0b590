using System.Numerics;

namespace AutoDiff.Trees;

/// <summary>
/// A classification tree (CART; Breiman et al., 1984): each node asks whether one feature is at most a threshold, and takes the question that leaves the least
/// Gini impurity. Thresholds are numbers of the training data, not the middle between two of them: so an increasing change of a feature, such as any scaling,
/// changes no answer, not even by rounding.
/// </summary>
public sealed class DecisionTree
{
    private readonly List<Node> _nodes;

    internal DecisionTree(int features, int classes, List<Node> nodes)
    {
        Features = features;
        Classes = classes;
        _nodes = nodes;
    }

    public int Features { get; }

    public int Classes { get; }

    /// <summary>Questions and leaves.</summary>
    public int NodeCount => _nodes.Count;

    /// <param name="rows">[N, F] row by row, finite.</param>
    /// <param name="features">F.</param>
    /// <param name="labels">[N], from 0.</param>
    /// <param name="options">When to stop.</param>
    /// <exception cref="ArgumentException">There are no rows, or the lengths do not agree.</exception>
    /// <exception cref="InvalidSampleException">A number is not finite, or a label is negative.</exception>
    public static DecisionTree Fit<T>(ReadOnlySpan<T> rows, int features, ReadOnlySpan<int> labels, DecisionTreeOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= new DecisionTreeOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxDepth);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinLeafSamples, 1);
        if (labels.IsEmpty || rows.Length != (long)labels.Length * features)
            throw new ArgumentException($"{labels.Length} labels and {features} features need {(long)labels.Length * features} numbers; there are {rows.Length}.", nameof(rows));
        double[] values = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            values[i] = double.CreateTruncating(rows[i]);
            if (!double.IsFinite(values[i])) throw new InvalidSampleException($"the value is {rows[i]}.", "A tree compares finite numbers; fill in missing ones.", i / features, i % features);
        }
        int classes = 0;
        foreach (int label in labels) classes = Math.Max(classes, label + 1);
        SampleCheck.ClassLabels(labels, classes);
        return new TreeGrowth(values, features, labels.ToArray(), classes, options).Grow();
    }

    /// <summary>The class of one row. A question whether a missing number (NaN) is at most something is answered no; infinities compare like numbers.</summary>
    /// <exception cref="ArgumentException">The row does not have F features.</exception>
    public int Predict<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (row.Length != Features) throw new ArgumentException($"The row has {row.Length} features and the tree {Features}.", nameof(row));
        var node = _nodes[0];
        while (node.Feature >= 0) node = _nodes[double.CreateTruncating(row[node.Feature]) <= node.Threshold ? node.Left : node.Right];
        return node.Class;
    }

    /// <summary>A question (feature, threshold and where its answers lead) or, with feature -1, a leaf.</summary>
    internal readonly record struct Node(int Feature, double Threshold, int Left, int Right, int Class);
}
