using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Asgd{T}"/>.</summary>
public sealed record AsgdOptions
{
    /// <summary>The rate of the first step, before the fall by <see cref="Decay"/>.</summary>
    public Schedule LearningRate { get; init; } = 0.01;

    /// <summary>Lambda: how the rate falls, and the shrinking of the parameters in each step.</summary>
    public double Decay { get; init; } = 1e-4;

    /// <summary>Alpha: the power of the fall of the rate.</summary>
    public double Power { get; init; } = 0.75;

    /// <summary>t0: the step after which parameters are averaged; until then the average is the parameters.</summary>
    public long AverageFrom { get; init; } = 1_000_000;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Averaged stochastic gradient descent (Polyak and Juditsky, 1992; Bottou, 2010): eta = rate / (1 + lambda rate (t - 1))^alpha;
/// x = (1 - lambda eta) x - eta g; a += mu (x - a) with mu = 1 / max(1, t - 1 - t0). PyTorch: torch.optim.ASGD.
/// </summary>
public sealed class Asgd<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AsgdOptions _options;

    /// <param name="length">Number of parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Asgd(int length, AsgdOptions? options = null)
        : base(length, (options ??= new AsgdOptions()).LearningRate, "average")
    {
        Options.NotNegative(options.Decay, nameof(options.Decay));
        Options.NotNegative(options.Power, nameof(options.Power));
        ArgumentOutOfRangeException.ThrowIfNegative(options.AverageFrom);
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
    }

    /// <summary>The average of the parameters, which is what to evaluate.</summary>
    public ReadOnlySpan<T> Average => Slot(0);

    private protected override bool CanStepRows => false;

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        double eta = rate / Math.Pow(1 + _options.Decay * rate * (step - 1), _options.Power);
        Sweep(in arguments, new AsgdRule<T>
        {
            Rate = Real(-eta),
            Decay = Real(_options.WeightDecay),
            Shrink = Real(1 - _options.Decay * eta),
            Share = Real(1.0 / Math.Max(1, step - 1 - _options.AverageFrom)),
        });
    }
}
