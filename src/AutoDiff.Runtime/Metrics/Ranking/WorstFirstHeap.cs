using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The best numbers so far as a heap with the worst of them at the root, in memory of the caller. Of equal numbers the higher index is worse.</summary>
internal ref struct WorstFirstHeap<T>(Span<T> values, Span<int> indices) : IBest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<T> _values = values;
    private readonly Span<int> _indices = indices;
    private int _count;

    public readonly bool IsFull => _count == _values.Length;

    public readonly T Worst => _values[0];

    public int Fill(ReadOnlySpan<T> source)
    {
        int i = 0;
        for (; i < source.Length && !IsFull; i++)
        {
            if (T.IsNaN(source[i])) continue;
            _values[_count] = source[i];
            _indices[_count++] = i;
        }
        for (int parent = _count / 2 - 1; parent >= 0; parent--) Sink(parent, _count, _values[parent], _indices[parent]);
        return i;
    }

    public readonly void ReplaceWorst(T value, int index) => Sink(0, _count, value, index);

    public readonly void Finish(ReadOnlySpan<T> source)
    {
        // Heap sort: the worst goes to the end, again and again.
        for (int end = _count - 1; end > 0; end--)
        {
            T value = _values[end];
            int index = _indices[end];
            _values[end] = _values[0];
            _indices[end] = _indices[0];
            Sink(0, end, value, index);
        }
        MissingNumbers.Append(source, _values, _indices, _count);
    }

    private readonly void Sink(int hole, int count, T value, int index)
    {
        for (int child = 2 * hole + 1; child < count; child = 2 * hole + 1)
        {
            if (child + 1 < count && IsWorse(_values[child + 1], _indices[child + 1], _values[child], _indices[child])) child++;
            if (!IsWorse(_values[child], _indices[child], value, index)) break;
            _values[hole] = _values[child];
            _indices[hole] = _indices[child];
            hole = child;
        }
        _values[hole] = value;
        _indices[hole] = index;
    }

    private static bool IsWorse(T a, int aIndex, T b, int bIndex) => a < b || (a == b && aIndex > bIndex);
}
