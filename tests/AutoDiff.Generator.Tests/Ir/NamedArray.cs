namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>A value of the interpreter: numbers over named axes, row-major. Integers and truth values are numbers too.</summary>
internal sealed class NamedArray
{
    private readonly int[] _extents;

    public NamedArray(IEnumerable<Axis> axes, Func<Axis, int> extentOf)
    {
        Axes = axes.ToArray();
        _extents = Axes.Select(extentOf).ToArray();
        Data = new double[_extents.Aggregate(1, (n, e) => n * e)];
    }

    public Axis[] Axes { get; }

    public double[] Data { get; }

    public int ExtentAt(int dimension) => _extents[dimension];

    /// <summary>The element at a position; axes that the array lacks do not matter.</summary>
    public double this[Position position]
    {
        get => Data[Offset(position)];
        set => Data[Offset(position)] = value;
    }

    /// <summary>The same numbers over other axes of the same extents: how a callee sees an argument.</summary>
    public NamedArray As(IEnumerable<Axis> axes)
    {
        int i = 0;
        var array = new NamedArray(axes, _ => _extents[i++]);
        Data.CopyTo(array.Data, 0);
        return array;
    }

    /// <summary>Where the part that the leading indices select begins, and its length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside of its axis.</exception>
    public (int Start, int Length) Part(IReadOnlyList<int> indices)
    {
        int start = 0;
        for (int i = 0; i < indices.Count; i++)
        {
            if ((uint)indices[i] >= (uint)_extents[i]) throw new ArgumentOutOfRangeException(nameof(indices), $"index {indices[i]} of axis {Axes[i]} with extent {_extents[i]}");
            start = start * _extents[i] + indices[i];
        }
        int length = _extents.Skip(indices.Count).Aggregate(1, (n, e) => n * e);
        return (start * length, length);
    }

    private int Offset(Position position)
    {
        int offset = 0;
        for (int i = 0; i < Axes.Length; i++) offset = offset * _extents[i] + position[Axes[i]];
        return offset;
    }

    public NamedArray Copy() => As(Axes);
}

/// <summary>A place in an iteration space: a counter for each axis. Immutable.</summary>
internal sealed class Position
{
    private readonly Axis[] _axes;
    private readonly int[] _counters;

    private Position(Axis[] axes, int[] counters) => (_axes, _counters) = (axes, counters);

    public static Position Origin { get; } = new([], []);

    public int this[Axis axis] => _counters[Array.IndexOf(_axes, axis)];

    public Position With(Axis axis, int counter)
    {
        int i = Array.IndexOf(_axes, axis);
        if (i < 0) return new Position([.. _axes, axis], [.. _counters, counter]);
        var counters = _counters.ToArray();
        counters[i] = counter;
        return new Position(_axes, counters);
    }
}
