using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Adadelta{T}"/>.</summary>
public sealed record AdadeltaOptions
{
    /// <summary>Factor of the step d.</summary>
    public Schedule LearningRate { get; init; } = 1.0;

    /// <summary>Share of the past in both averages.</summary>
    public double Rho { get; init; } = 0.9;

    /// <summary>Added to the averages under the roots.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Adadelta (Zeiler, 2012): s = rho s + (1 - rho) g^2; d = g sqrt(a + epsilon) / sqrt(s + epsilon); a = rho a + (1 - rho) d^2; x -= rate d.
/// PyTorch: torch.optim.Adadelta.
/// </summary>
public sealed class Adadelta<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdadeltaOptions _options;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Adadelta(int length, AdadeltaOptions? options = null)
        : base(length, (options ??= new AdadeltaOptions()).LearningRate, "squared_average", "squared_step_average")
    {
        Options.Decay(options.Rho, nameof(options.Rho));
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate) => Sweep(in arguments, new AdadeltaRule<T>
    {
        Rate = Real(-rate),
        Decay = Real(_options.WeightDecay),
        Rho = Real(_options.Rho),
        RhoRest = Real(1 - _options.Rho),
        Epsilon = Real(_options.Epsilon),
    });
}
