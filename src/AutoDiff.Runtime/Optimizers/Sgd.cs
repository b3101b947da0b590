using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Sgd{T}"/>.</summary>
public sealed record SgdOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.01;

    /// <summary>Share of the last velocity in the new one.</summary>
    public double Momentum { get; init; }

    /// <summary>The momentum of each step, in [0, 1), in place of <see cref="Momentum"/>: <see cref="OneCycleSchedule.Momentum"/>. Null keeps it constant.</summary>
    public Schedule? MomentumSchedule { get; init; }

    /// <summary>Share of the gradient that does not enter the velocity, from the second step on.</summary>
    public double Dampening { get; init; }

    /// <summary>Take the gradient where the momentum leads (Nesterov, 1983).</summary>
    public bool Nesterov { get; init; }

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Stochastic gradient descent. With g the gradient plus weightDecay x:
/// v = momentum v + (1 - dampening) g (v = g in the first step); x -= rate v, or x -= rate (g + momentum v) with Nesterov.
/// PyTorch: torch.optim.SGD.
/// </summary>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SgdOptions _options;

    /// <param name="length">Number of parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or Nesterov is asked for without momentum or with dampening.</exception>
    public Sgd(int length, SgdOptions? options = null)
        : base(length, (options ??= new SgdOptions()).LearningRate, HasMomentum(options) ? ["velocity"] : [])
    {
        Options.Decay(options.Momentum, nameof(options.Momentum));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        if (!double.IsFinite(options.Dampening)) throw new ArgumentOutOfRangeException(nameof(options), options.Dampening, "Dampening has to be finite.");
        if (options.Nesterov && (!HasMomentum(options) || options.Dampening != 0))
            throw new ArgumentException("Nesterov needs a Momentum above 0 and a Dampening of 0.", nameof(options));
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        if (!HasMomentum(_options))
        {
            Sweep(in arguments, new SgdRule<T> { Rate = Real(-rate), Decay = Real(_options.WeightDecay) });
            return;
        }
        double momentum = MomentumOf(step);
        Sweep(in arguments, new MomentumRule<T>
        {
            Rate = Real(-rate),
            Decay = Real(_options.WeightDecay),
            Keep = Real(step == 1 ? 0 : momentum),
            Take = Real(step == 1 ? 1 : 1 - _options.Dampening),
            GradientShare = Real(_options.Nesterov ? 1 : 0),
            VelocityShare = Real(_options.Nesterov ? momentum : 1),
        });
    }

    private double MomentumOf(long step)
    {
        double momentum = _options.MomentumSchedule?.At(step - 1) ?? _options.Momentum;
        return momentum is >= 0 and < 1 ? momentum
            : throw new InvalidOperationException($"The schedule gives the momentum {momentum} at step {step - 1}; it has to lie in [0, 1).");
    }

    private protected override void VisitOwnState(StateVisitor visitor) => _options.MomentumSchedule?.VisitState("momentum_schedule", visitor);

    private static bool HasMomentum(SgdOptions options) => options.Momentum != 0 || options.MomentumSchedule is not null;
}
