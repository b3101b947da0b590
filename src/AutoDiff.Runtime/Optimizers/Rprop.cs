using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Rprop{T}"/>.</summary>
public sealed record RpropOptions
{
    /// <summary>The first step of every parameter.</summary>
    public double InitialStep { get; init; } = 0.01;

    /// <summary>Factor of the step where the sign of the gradient changed.</summary>
    public double Shrink { get; init; } = 0.5;

    /// <summary>Factor of the step where it did not.</summary>
    public double Grow { get; init; } = 1.2;

    /// <summary>The step of a parameter does not fall below this.</summary>
    public double SmallestStep { get; init; } = 1e-6;

    /// <summary>The step of a parameter does not rise above this.</summary>
    public double LargestStep { get; init; } = 50;
}

/// <summary>
/// Resilient back-propagation (Riedmiller and Braun, 1993) for full batches: each parameter has its own step, which follows the signs of the
/// gradient; a parameter whose sign changed rests for one step. PyTorch: torch.optim.Rprop.
/// </summary>
public sealed class Rprop<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RpropOptions _options;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Rprop(int length, RpropOptions? options = null)
        : base(length, (options ??= new RpropOptions()).InitialStep, "previous_gradient", "step")
    {
        Options.Positive(options.Shrink, nameof(options.Shrink));
        Options.Positive(options.Grow, nameof(options.Grow));
        Options.Positive(options.SmallestStep, nameof(options.SmallestStep));
        Options.Positive(options.LargestStep, nameof(options.LargestStep));
        if (options.Shrink >= 1 || options.Grow <= 1 || options.SmallestStep > options.LargestStep)
            throw new ArgumentException("Rprop needs Shrink < 1 < Grow and SmallestStep <= LargestStep.", nameof(options));
        _options = options;
        Slot(1).Fill(Real(options.InitialStep));
    }

    private protected override void Update(in Arguments arguments, long step, double rate) => Sweep(in arguments, new RpropRule<T>
    {
        Shrink = Real(_options.Shrink),
        Grow = Real(_options.Grow),
        Smallest = Real(_options.SmallestStep),
        Largest = Real(_options.LargestStep),
    });
}
