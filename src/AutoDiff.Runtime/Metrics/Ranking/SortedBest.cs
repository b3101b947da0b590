using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>A few best numbers, always sorted: a newcomer moves those below it down by one. Faster than a heap up to some dozens.</summary>
internal ref struct SortedBest<T>(Span<T> values, Span<int> indices) : IBest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _values = values;
    private readonly Span<int> _indices = indices;
    private int _count;

    public readonly bool IsFull => _count == _values.Length;

    public readonly T Worst => _values[^1];

    public int Fill(ReadOnlySpan<T> source)
    {
        int i = 0;
        for (; i < source.Length && !IsFull; i++)
        {
            if (T.IsNaN(source[i])) continue;
            _count++;
            Insert(_count - 1, source[i], i);
        }
        return i;
    }

    public readonly void ReplaceWorst(T value, int index) => Insert(_values.Length - 1, value, index);

    public readonly void Finish(ReadOnlySpan<T> source) => MissingNumbers.Append(source, _values, _indices, _count);

    // The last place is free.
    private readonly void Insert(int last, T value, int index)
    {
        var values = _values;
        var indices = _indices;
        int at = last;
        for (; at > 0 && values[at - 1] < value; at--)
        {
            values[at] = values[at - 1];
            indices[at] = indices[at - 1];
        }
        values[at] = value;
        indices[at] = index;
    }
}
