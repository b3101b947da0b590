namespace AutoDiff.Clustering;

/// <summary>Whether batches still help: exponentially weighted means of inertia and movement, because single batches scatter.</summary>
internal sealed class SmoothedProgress(MiniBatchKMeansOptions options, double meanVariance, double rate)
{
    private double _inertia = double.NaN, _shift = double.NaN, _best = double.PositiveInfinity;
    private int _steps, _worse;

    /// <summary>The rule that holds after a step, or null. The first step, straight from the initialization, tells nothing.</summary>
    public KMeansStop? After(double meanInertia, double squaredShift)
    {
        if (++_steps == 1) return null;
        _inertia = double.IsNaN(_inertia) ? meanInertia : _inertia + rate * (meanInertia - _inertia);
        _shift = double.IsNaN(_shift) ? squaredShift : _shift + rate * (squaredShift - _shift);
        if (options.RelativeTolerance is { } tolerance && _shift <= tolerance * meanVariance) return KMeansStop.RelativeTolerance;
        if (_inertia < _best) (_best, _worse) = (_inertia, 0);
        else _worse++;
        return _worse >= options.Patience ? KMeansStop.NoImprovement : null;
    }
}
