using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>
/// Another schedule times a factor that shrinks when the loss stops falling: the one schedule with a memory. Call <see cref="Observe"/> after each
/// epoch; the state is saved with the optimizer that it is the rate of. PyTorch: ReduceLROnPlateau.
/// </summary>
public sealed record PlateauSchedule : Schedule, IStateful
{
    private readonly Schedule _inner;
    private readonly double _factor, _threshold, _floor;
    private readonly int _patience, _cooldown;
    private double _best = double.PositiveInfinity, _scale = 1;
    private long _badObservations, _cooldownLeft, _reductions;

    /// <param name="rate">The rate, or the schedule, that is scaled.</param>
    /// <param name="factor">Of the rate at each reduction, in (0, 1).</param>
    /// <param name="patience">Observations without a new best loss that are borne.</param>
    /// <param name="threshold">A loss is a new best one if it is lower by this share of the old one.</param>
    /// <param name="cooldown">Observations after a reduction that do not count.</param>
    /// <param name="floor">The rate is not reduced below this.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public PlateauSchedule(Schedule rate, double factor = 0.1, int patience = 10, double threshold = 1e-4, int cooldown = 0, double floor = 0)
    {
        ArgumentNullException.ThrowIfNull(rate);
        if (factor is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor has to lie in (0, 1).");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        (_inner, _factor, _patience, _cooldown) = (rate, factor, patience, cooldown);
        _threshold = Options.NotNegative(threshold, nameof(threshold));
        _floor = Options.NotNegative(floor, nameof(floor));
    }

    /// <summary>The lowest loss observed.</summary>
    public double BestLoss => _best;

    /// <summary>How often the rate was reduced.</summary>
    public long Reductions => _reductions;

    /// <inheritdoc/>
    public string StateKind => nameof(PlateauSchedule);

    /// <summary>Takes the loss of an epoch, or the negative of a score; one that is not finite is no new best one.</summary>
    /// <returns>Whether the rate was reduced.</returns>
    public bool Observe(double loss)
    {
        if (double.IsFinite(loss) && loss < _best - _threshold * (double.IsFinite(_best) ? Math.Abs(_best) : 0)) (_best, _badObservations) = (loss, 0);
        else _badObservations++;
        if (_cooldownLeft > 0)
        {
            _cooldownLeft--;
            _badObservations = 0;
        }
        if (_badObservations <= _patience) return false;
        _scale *= _factor;
        _reductions++;
        (_badObservations, _cooldownLeft) = (0, _cooldown);
        return true;
    }

    public override double At(long step)
    {
        double rate = _inner.At(step);
        return Math.Max(Math.Min(rate, _floor), rate * _scale);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("best_loss", ref _best);
        visitor.Number("scale", ref _scale);
        visitor.Count("bad_observations", ref _badObservations);
        visitor.Count("cooldown_left", ref _cooldownLeft);
        visitor.Count("reductions", ref _reductions);
        _inner.VisitState("inner", visitor);
    }

    internal override void VisitState(string name, StateVisitor visitor) => visitor.Part(name, this);

    /// <summary>Whether it is this very one: schedules with a memory are no values.</summary>
    public bool Equals(PlateauSchedule? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
