using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Adamax{T}"/>.</summary>
public sealed record AdamaxOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.002;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the largest gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the size of the gradient.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Adam with the largest decayed gradient in place of the root (Kingma and Ba, 2015, section 7):
/// u = max(beta2 u, |g| + epsilon); x -= rate m / ((1 - beta1^t) u). PyTorch: torch.optim.Adamax.
/// </summary>
public sealed class Adamax<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _epsilon;
    private readonly Moments _moments;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Adamax(int length, AdamaxOptions? options = null)
        : base(length, (options ??= new AdamaxOptions()).LearningRate, "first_moment", "largest_gradient")
    {
        _epsilon = Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        _moments = new Moments(options.Beta1, options.Beta2, options.WeightDecay);
    }

    private protected override void Update(in Arguments arguments, long step, double rate) => Sweep(in arguments, new AdamaxRule<T>
    {
        Decay = Real(_moments.WeightDecay),
        Beta1 = Real(_moments.Beta1),
        Beta1Rest = Real(1 - _moments.Beta1),
        Beta2 = Real(_moments.Beta2),
        Rate = Real(rate / _moments.FirstCorrection(step)),
        Epsilon = _epsilon,
    });
}
