using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Equal average of the parameters at chosen steps (Izmailov et al., 2018): a += (x − a) / n, kept in double.</summary>
public sealed class StochasticWeightAverage<T> : IStateful
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _average;
    private long _count;

    /// <param name="length">Number of parameters.</param>
    public StochasticWeightAverage(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        _average = new double[length];
    }

    /// <summary>Parameters averaged so far. With <see cref="State"/> it is the whole state.</summary>
    public long Count
    {
        get => _count;
        set => _count = value;
    }

    /// <inheritdoc/>
    public string StateKind => StateNames.Of(GetType());

    /// <summary>The average.</summary>
    public Span<double> State => _average;

    /// <summary>Takes the parameters into the average. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">Another number of parameters.</exception>
    public void Update(ReadOnlySpan<T> parameters)
    {
        Averages.RequireLength(_average.Length, parameters.Length);
        Count++;
        for (int i = 0; i < parameters.Length; i++) _average[i] += (double.CreateTruncating(parameters[i]) - _average[i]) / Count;
    }

    /// <summary>Writes the average.</summary>
    /// <exception cref="InvalidOperationException">There was no update.</exception>
    public void CopyTo(Span<T> destination)
    {
        Averages.RequireLength(_average.Length, destination.Length);
        if (Count == 0) throw new InvalidOperationException("There is no average before the first update.");
        for (int i = 0; i < destination.Length; i++) destination[i] = T.CreateTruncating(_average[i]);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Count("count", ref _count);
        visitor.Values("average", _average);
    }
}
