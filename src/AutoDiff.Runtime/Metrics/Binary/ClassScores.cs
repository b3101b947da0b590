using System.Buffers;
using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// Scores as sortable keys, those of class 1 apart from those of class 0: so the sort moves no labels, and no weights where there are none.
/// </summary>
internal ref struct ClassScores<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly TKey[] _keys;
    private readonly double[] _weights;
    private readonly int _length;

    private ClassScores(int length, bool weighted)
    {
        _length = length;
        // One more than there are samples: the split writes each sample to the end of both lists and moves only one end on.
        _keys = ArrayPool<TKey>.Shared.Rent(2 * (length + 1));
        _weights = weighted ? ArrayPool<double>.Shared.Rent(2 * (length + 1)) : [];
    }

    public int Positives { get; private set; }

    public int Negatives { get; private set; }

    private readonly Span<TKey> PositiveKeys => _keys.AsSpan(0, Positives);

    private readonly Span<TKey> NegativeKeys => _keys.AsSpan(_length + 1, Negatives);

    private readonly Span<double> PositiveWeights => _weights.Length == 0 ? [] : _weights.AsSpan(0, Positives);

    private readonly Span<double> NegativeWeights => _weights.Length == 0 ? [] : _weights.AsSpan(_length + 1, Negatives);

    public static ClassScores<TKey> Split<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = new ClassScores<TKey>(scores.Length, !weights.IsEmpty);
        var positiveKeys = classes._keys.AsSpan(0, scores.Length + 1);
        var negativeKeys = classes._keys.AsSpan(scores.Length + 1, scores.Length + 1);
        int positives = 0, negatives = 0;
        bool valid = true;
        for (int i = 0; i < scores.Length; i++)
        {
            int label = labels[i] & 1, present = 1;
            TKey key = OrderedKey.Of<T, TKey>(scores[i]);
            valid &= label == labels[i] & !T.IsNaN(scores[i]);
            positiveKeys[positives] = key;
            negativeKeys[negatives] = key;
            if (!weights.IsEmpty)
            {
                classes._weights[positives] = classes._weights[scores.Length + 1 + negatives] = weights[i];
                present = weights[i] > 0 ? 1 : 0;
            }
            positives += label & present;
            negatives += (label ^ 1) & present;
        }
        classes.Positives = positives;
        classes.Negatives = negatives;
        if (valid) return classes;
        classes.Dispose();
        SampleCheck.BinaryLabels(labels);
        SampleCheck.NoNaN(scores, "score");
        throw new InvalidOperationException("A sample was refused without a reason.");
    }

    public readonly void Sort()
    {
        Sort(PositiveKeys, PositiveWeights);
        Sort(NegativeKeys, NegativeWeights);
    }

    /// <summary>Writes the distinct scores, falling, with the weight of both classes, and returns their number.</summary>
    public readonly int Merge(Span<double> scores, Span<double> positive, Span<double> negative)
    {
        ReadOnlySpan<TKey> p = PositiveKeys, n = NegativeKeys;
        ReadOnlySpan<double> pw = PositiveWeights, nw = NegativeWeights;
        int i = p.Length - 1, j = n.Length - 1, count = 0;
        while (i >= 0 || j >= 0)
        {
            TKey key = j < 0 || (i >= 0 && p[i] > n[j]) ? p[i] : n[j];
            double positiveWeight = 0, negativeWeight = 0;
            for (; i >= 0 && p[i] == key; i--) positiveWeight += pw.IsEmpty ? 1 : pw[i];
            for (; j >= 0 && n[j] == key; j--) negativeWeight += nw.IsEmpty ? 1 : nw[j];
            scores[count] = OrderedKey.Number(key);
            positive[count] = positiveWeight;
            negative[count++] = negativeWeight;
        }
        return count;
    }

    public readonly void Dispose()
    {
        ArrayPool<TKey>.Shared.Return(_keys);
        if (_weights.Length > 0) ArrayPool<double>.Shared.Return(_weights);
    }

    private static void Sort(Span<TKey> keys, Span<double> weights)
    {
        if (weights.IsEmpty) RadixSort.Sort(keys);
        else RadixSort.Sort(keys, weights);
    }
}
