using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>
/// What the units of a layer do over many batches: mean, deviation, share in saturation, units that were 0 for every sample. Deadness is a matter of
/// a whole epoch: a unit that is 0 for one batch may well answer to another. Observing allocates nothing.
/// </summary>
public sealed class ActivationStatistics<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly bool[] _alive;
    private Moments _moments;
    private long _saturated;

    /// <exception cref="ArgumentException">The layer has no units.</exception>
    public ActivationStatistics(TappedLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Units < 1) throw new ArgumentException($"The layer '{layer.Name}' has {layer.Units} units; it needs at least one.", nameof(layer));
        Layer = layer;
        _alive = new bool[layer.Units];
    }

    public TappedLayer Layer { get; }

    /// <summary>Rows seen.</summary>
    public long Samples { get; private set; }

    /// <summary>Numbers seen that are infinite or NaN; they enter no other figure.</summary>
    public long NonFinite { get; private set; }

    /// <summary>NaN before anything finite was seen, as are the figures below.</summary>
    public double Mean => _moments.Count > 0 ? _moments.Mean : double.NaN;

    public double Deviation => _moments.Count > 0 ? Math.Sqrt(_moments.Variance()) : double.NaN;

    /// <summary>Root of the mean square.</summary>
    public double RootMeanSquare => double.Hypot(Mean, Deviation);

    /// <summary>Share of numbers in saturation; 0 for a layer without <see cref="TappedLayer.Saturation"/>.</summary>
    public double SaturatedShare => _moments.Count > 0 ? (double)_saturated / _moments.Count : double.NaN;

    /// <summary>Units that were 0 for every sample so far, in their order.</summary>
    public IReadOnlyList<int> SilentUnits => Samples == 0 ? [] : [.. Enumerable.Range(0, _alive.Length).Where(u => !_alive[u])];

    /// <summary>Takes note of the outputs of a batch.</summary>
    /// <param name="outputs">[N, Units].</param>
    /// <exception cref="ArgumentException">The number of elements is no multiple of the units.</exception>
    public void Observe(ReadOnlySpan<T> outputs)
    {
        if (outputs.Length % _alive.Length != 0)
            throw new ArgumentException($"The layer '{Layer.Name}' has {_alive.Length} units, and {outputs.Length} outputs are no whole number of rows.", nameof(outputs));
        Samples += outputs.Length / _alive.Length;
        // Runs of finite numbers between those that are not.
        for (var rest = outputs; !rest.IsEmpty;)
        {
            int finite = FiniteCheck.FirstNonFinite(rest) is >= 0 and var bad ? bad : rest.Length;
            _moments = Moments.Merge(_moments, Moments.Of(rest[..finite]));
            if (finite < rest.Length) NonFinite++;
            rest = rest[Math.Min(finite + 1, rest.Length)..];
        }
        if (Layer.Saturation is { } range) CountSaturated(outputs, range);
        for (int i = 0; i < outputs.Length; i += _alive.Length) MarkAlive(outputs.Slice(i, _alive.Length));
    }

    /// <summary>Adds what another accumulator of the same layer has seen.</summary>
    /// <exception cref="ArgumentException">It is of another layer.</exception>
    public void Merge(ActivationStatistics<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Layer != Layer) throw new ArgumentException($"The statistics of '{other.Layer.Name}' cannot be added to those of '{Layer.Name}'.", nameof(other));
        Samples += other.Samples;
        NonFinite += other.NonFinite;
        _moments = Moments.Merge(_moments, other._moments);
        _saturated += other._saturated;
        for (int u = 0; u < _alive.Length; u++) _alive[u] |= other._alive[u];
    }

    /// <summary>Forgets everything, for the next epoch.</summary>
    public void Reset()
    {
        (Samples, NonFinite, _saturated, _moments) = (0, 0, 0, default);
        Array.Clear(_alive);
    }

    private void CountSaturated(ReadOnlySpan<T> outputs, SaturationRange range)
    {
        T low = T.CreateTruncating(range.Low), high = T.CreateTruncating(range.High);
        foreach (T y in outputs)
            if (T.IsFinite(y) && (y <= low || y >= high)) _saturated++;
    }

    private void MarkAlive(ReadOnlySpan<T> row)
    {
        for (int u = 0; u < row.Length; u++) _alive[u] |= row[u] != T.Zero;
    }
}
