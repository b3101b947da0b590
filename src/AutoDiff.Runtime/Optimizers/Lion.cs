using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Lion{T}"/>.</summary>
public sealed record LionOptions
{
    /// <summary>The rate: the length of the step of every parameter.</summary>
    public Schedule LearningRate { get; init; } = 1e-4;

    /// <summary>Share of the past in the direction of the step.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>The parameters shrink by rate times this.</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Lion (Chen et al., 2023): x -= rate (sign(beta1 m + (1 - beta1) g) + weightDecay x); m = beta2 m + (1 - beta2) g.
/// </summary>
public sealed class Lion<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Moments _moments;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Lion(int length, LionOptions? options = null)
        : base(length, (options ??= new LionOptions()).LearningRate, "first_moment") =>
        _moments = new Moments(options.Beta1, options.Beta2, options.WeightDecay);

    private protected override void Update(in Arguments arguments, long step, double rate) => Sweep(in arguments, new LionRule<T>
    {
        Rate = Real(-rate),
        Shrink = Real(1 - rate * _moments.WeightDecay),
        Beta1 = Real(_moments.Beta1),
        Beta1Rest = Real(1 - _moments.Beta1),
        Beta2 = Real(_moments.Beta2),
        Beta2Rest = Real(1 - _moments.Beta2),
    });
}
