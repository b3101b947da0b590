using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="RAdam{T}"/>.</summary>
public sealed record RAdamOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.001;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Rectified Adam (Liu et al., 2020): momentum alone while the squared average rests on too few steps (rho_t at most 5), then Adam times
/// r_t = sqrt((rho_t - 4)(rho_t - 2) rho / ((rho - 4)(rho - 2) rho_t)), where rho = 2 / (1 - beta2) - 1 and
/// rho_t = rho - 2 t beta2^t / (1 - beta2^t). PyTorch: torch.optim.RAdam.
/// </summary>
public sealed class RAdam<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RAdamOptions _options;
    private readonly Moments _moments;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RAdam(int length, RAdamOptions? options = null)
        : base(length, (options ??= new RAdamOptions()).LearningRate, "first_moment", "second_moment")
    {
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        _moments = new Moments(options.Beta1, options.Beta2, options.WeightDecay);
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        double correction = _moments.SecondCorrection(step);
        double limit = 2 / (1 - _options.Beta2) - 1;
        double rho = limit - 2 * step * Math.Pow(_options.Beta2, step) / correction;
        double share = rate / _moments.FirstCorrection(step);
        if (rho > 5)
        {
            double rectification = Math.Sqrt((rho - 4) * (rho - 2) * limit / ((limit - 4) * (limit - 2) * rho));
            Sweep(in arguments, _moments.Rule<T, TwoSlots>(0, share * rectification * Math.Sqrt(correction), 1, _options.Epsilon));
        }
        else
        {
            // A divisor of 0 sqrt(v) + 1 leaves the momentum alone.
            Sweep(in arguments, _moments.Rule<T, TwoSlots>(0, share, 0, 1));
        }
    }
}
