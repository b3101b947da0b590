using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="NAdam{T}"/>.</summary>
public sealed record NAdamOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.002;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }

    /// <summary>How fast the momentum approaches <see cref="Beta1"/>.</summary>
    public double MomentumDecay { get; init; } = 0.004;

    /// <summary>Count mu_t twice in the correction of the second term, as PyTorch 1.x does: reproduces runs made there.</summary>
    public bool RepeatedMomentum { get; init; }
}

/// <summary>
/// Adam with Nesterov momentum (Dozat, 2016): with mu_t = beta1 (1 - 0.96^(t psi) / 2),
/// x -= rate ((1 - mu_t) g / (1 - mu_1...mu_t) + mu_t+1 m / (1 - mu_1...mu_t+1)) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// PyTorch: torch.optim.NAdam.
/// </summary>
public sealed class NAdam<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NAdamOptions _options;
    private readonly Moments _moments;
    private long _productOf;
    private double _product = 1;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public NAdam(int length, NAdamOptions? options = null)
        : base(length, (options ??= new NAdamOptions()).LearningRate, "first_moment", "second_moment")
    {
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.MomentumDecay, nameof(options.MomentumDecay));
        _moments = new Moments(options.Beta1, options.Beta2, options.WeightDecay);
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        double product = Product(step), mu = Mu(step), next = Mu(step + 1);
        double correction = 1 - product * next * (_options.RepeatedMomentum ? mu : 1);
        Sweep(in arguments, _moments.Rule<T, TwoSlots>(
            rate * (1 - mu) / (1 - product), rate * next / correction,
            1 / Math.Sqrt(_moments.SecondCorrection(step)), _options.Epsilon));
    }

    private double Mu(long step) => _options.Beta1 * (1 - 0.5 * Math.Pow(0.96, step * _options.MomentumDecay));

    // The product follows from the step number alone, so it is no state; it is kept to avoid multiplying anew.
    private double Product(long step)
    {
        if (step < _productOf) (_productOf, _product) = (0, 1);
        while (_productOf < step) _product *= Mu(++_productOf);
        return _product;
    }
}
