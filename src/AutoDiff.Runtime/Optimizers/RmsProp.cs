using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="RmsProp{T}"/>.</summary>
public sealed record RmsPropOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.01;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Share of the last velocity in the new one.</summary>
    public double Momentum { get; init; }

    /// <summary>Divide by the root of the variance in place of the squared average (Graves, 2013).</summary>
    public bool Centered { get; init; }

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// RMSprop (Tieleman and Hinton, 2012): s = alpha s + (1 - alpha) g^2; v = momentum v + g / (sqrt(s - a^2) + epsilon), where a is the average
/// gradient if centered, else 0; x -= rate v. PyTorch: torch.optim.RMSprop.
/// </summary>
public sealed class RmsProp<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RmsPropOptions _options;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RmsProp(int length, RmsPropOptions? options = null)
        : base(length, (options ??= new RmsPropOptions()).LearningRate, SlotsOf(options))
    {
        Options.Decay(options.Alpha, nameof(options.Alpha));
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.Decay(options.Momentum, nameof(options.Momentum));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
    }

    private static string[] SlotsOf(RmsPropOptions options) =>
        options.Centered ? ["squared_average", "velocity", "average"] : options.Momentum != 0 ? ["squared_average", "velocity"] : ["squared_average"];

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        if (_options.Centered) Sweep(in arguments, Rule<ThreeSlots>(rate));
        else if (_options.Momentum != 0) Sweep(in arguments, Rule<TwoSlots>(rate));
        else Sweep(in arguments, Rule<OneSlot>(rate));
    }

    private RmsPropRule<T, TSlots> Rule<TSlots>(double rate)
        where TSlots : struct, ISlotCount => new()
        {
            Rate = Real(-rate),
            Decay = Real(_options.WeightDecay),
            Alpha = Real(_options.Alpha),
            AlphaRest = Real(1 - _options.Alpha),
            Momentum = Real(_options.Momentum),
            Epsilon = Real(_options.Epsilon),
        };
}
