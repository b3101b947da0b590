using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The extents of a tensor of rank 0 to 6, outermost first, kept inline.</summary>
public readonly struct TensorShape : IEquatable<TensorShape>
{
    /// <summary>The largest rank.</summary>
    public const int MaxRank = 6;

    [InlineArray(MaxRank)]
    private struct Extents
    {
        private int _first;
    }

    private readonly Extents _extents;
    private readonly byte _rank;

    // One less than the length, so that the default value is what it looks like: rank 0, one element.
    private readonly int _lengthMinusOne;

    /// <exception cref="ArgumentException">More than <see cref="MaxRank"/> dimensions, a negative extent, or more than 2^31-1 elements.</exception>
    public TensorShape(params ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaxRank) throw new ArgumentException($"A tensor has at most {MaxRank} dimensions, not {extents.Length}.", nameof(extents));
        _rank = (byte)extents.Length;
        long length = 1;
        for (int i = 0; i < extents.Length; i++)
        {
            if (extents[i] < 0) throw new ArgumentException($"Extent {i} is {extents[i]}; extents are not negative.", nameof(extents));
            _extents[i] = extents[i];
            length *= extents[i];
            if (length > int.MaxValue) throw new ArgumentException("A tensor has at most 2^31-1 elements.", nameof(extents));
        }
        _lengthMinusOne = (int)length - 1;
    }

    public int Rank => _rank;

    /// <summary>Number of elements.</summary>
    public int Length => _lengthMinusOne + 1;

    /// <summary>The extent of a dimension.</summary>
    public int this[int dimension] =>
        (uint)dimension < _rank ? _extents[dimension] : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, $"The shape {this} has {_rank} dimensions.");

    /// <summary>The dimension that an axis names: itself, or counted from the end if it is negative (-1 is the last).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such dimension.</exception>
    public int Axis(int axis) =>
        axis >= -_rank && axis < _rank ? (axis < 0 ? axis + _rank : axis)
            : throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The shape {this} has {_rank} dimensions; an axis is from {-_rank} to {_rank - 1}.");

    public int[] ToArray()
    {
        var extents = new int[_rank];
        for (int i = 0; i < _rank; i++) extents[i] = _extents[i];
        return extents;
    }

    public bool Equals(TensorShape other)
    {
        if (_rank != other._rank) return false;
        for (int i = 0; i < _rank; i++)
            if (_extents[i] != other._extents[i]) return false;
        return true;
    }

    public override bool Equals(object? obj) => obj is TensorShape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (int i = 0; i < _rank; i++) hash.Add(_extents[i]);
        return hash.ToHashCode();
    }

    public static bool operator ==(TensorShape left, TensorShape right) => left.Equals(right);

    public static bool operator !=(TensorShape left, TensorShape right) => !left.Equals(right);

    /// <summary>For instance <c>[64, 32]</c>.</summary>
    public override string ToString() => "[" + string.Join(", ", ToArray()) + "]";
}
