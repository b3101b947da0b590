using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Adagrad{T}"/>.</summary>
public sealed record AdagradOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.01;

    /// <summary>The rate of step t is divided by 1 + (t - 1) times this.</summary>
    public double LearningRateDecay { get; init; }

    /// <summary>What the sum of squares starts from.</summary>
    public double InitialAccumulator { get; init; }

    /// <summary>Added to the root of the sum.</summary>
    public double Epsilon { get; init; } = 1e-10;

    /// <summary>Times the parameters is added to the gradient (L2 penalty).</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Adagrad (Duchi, Hazan and Singer, 2011): s += g^2; x -= rate / (1 + (t - 1) decay) g / (sqrt(s) + epsilon). PyTorch: torch.optim.Adagrad.
/// </summary>
public sealed class Adagrad<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdagradOptions _options;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Adagrad(int length, AdagradOptions? options = null)
        : base(length, (options ??= new AdagradOptions()).LearningRate, "sum_of_squares")
    {
        Options.NotNegative(options.LearningRateDecay, nameof(options.LearningRateDecay));
        Options.NotNegative(options.InitialAccumulator, nameof(options.InitialAccumulator));
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
        Slot(0).Fill(Real(options.InitialAccumulator));
    }

    private protected override void Update(in Arguments arguments, long step, double rate) => Sweep(in arguments, new AdagradRule<T>
    {
        Rate = Real(rate / (1 + (step - 1) * _options.LearningRateDecay)),
        Decay = Real(_options.WeightDecay),
        Epsilon = Real(_options.Epsilon),
    });
}
