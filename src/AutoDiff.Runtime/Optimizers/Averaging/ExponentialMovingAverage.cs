using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Running average of parameters: a = decay a + (1 − decay) x after each step, from 0, and divided by 1 − decay^steps when it is read, so that the first
/// average is the first parameters (Kingma and Ba, 2015, section 7.2; Polyak averaging with forgetting).
/// </summary>
public sealed class ExponentialMovingAverage<T> : IStateful
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _sum;
    private long _updates;

    /// <param name="length">Number of parameters.</param>
    /// <param name="decay">Share of the past, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The decay is not in [0, 1).</exception>
    public ExponentialMovingAverage(int length, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Decay = Options.Decay(decay, nameof(decay));
        _sum = new T[length];
    }

    /// <summary>Share of the past.</summary>
    public double Decay { get; }

    /// <inheritdoc/>
    public string StateKind => StateNames.Of(GetType());

    /// <summary>Updates so far. With <see cref="State"/> it is the whole state.</summary>
    public long Updates
    {
        get => _updates;
        set => _updates = value;
    }

    /// <summary>The average before its correction.</summary>
    public Span<T> State => _sum;

    /// <summary>Takes the parameters after a step into the average. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">Another number of parameters.</exception>
    public void Update(ReadOnlySpan<T> parameters)
    {
        Averages.RequireLength(_sum.Length, parameters.Length);
        AverageRule<T>.Apply(_sum, parameters, Decay, 1 - Decay);
        Updates++;
    }

    /// <summary>Writes the average.</summary>
    /// <exception cref="InvalidOperationException">There was no update.</exception>
    public void CopyTo(Span<T> destination)
    {
        Averages.RequireLength(_sum.Length, destination.Length);
        if (Updates == 0) throw new InvalidOperationException("There is no average before the first update.");
        double correction = 1 / (1 - Math.Pow(Decay, Updates));
        for (int i = 0; i < destination.Length; i++) destination[i] = T.CreateTruncating(double.CreateTruncating(_sum[i]) * correction);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Count("updates", ref _updates);
        visitor.Values("sum", _sum);
    }
}
