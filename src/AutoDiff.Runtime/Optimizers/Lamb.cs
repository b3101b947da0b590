using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Lamb{T}"/>.</summary>
public sealed record LambOptions
{
    /// <summary>The rate: the step of a tensor is this share of its norm.</summary>
    public Schedule LearningRate { get; init; } = 0.001;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Times the parameters is added to the direction.</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// LAMB (You et al., 2020), for large batches: the direction of Adam with decoupled decay, u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon) + weightDecay x,
/// is given the length of each tensor: x -= rate (|x| / |u|) u. The ratio is 1 where a norm is 0.
/// </summary>
public sealed unsafe class Lamb<T> : LayeredOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LambOptions _options;
    private readonly Moments _moments;

    /// <param name="layout">The tensors of the parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Lamb(ParameterLayout layout, LambOptions? options = null)
        : base(layout, (options ??= new LambOptions()).LearningRate, "first_moment", "second_moment")
    {
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        _moments = new Moments(options.Beta1, options.Beta2, options.WeightDecay);
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        var rule = new LambRule<T>
        {
            Beta1 = Real(_moments.Beta1),
            Beta1Rest = Real(1 - _moments.Beta1),
            Beta2 = Real(_moments.Beta2),
            Beta2Rest = Real(1 - _moments.Beta2),
            MomentScale = Real(1 / _moments.FirstCorrection(step)),
            RootScale = Real(1 / Math.Sqrt(_moments.SecondCorrection(step))),
            Epsilon = Real(_options.Epsilon),
            Decay = Real(_moments.WeightDecay),
        };
        fixed (T* m = Slot(0), v = Slot(1))
        {
            foreach (var block in Layout.Span)
            {
                var norms = Measure(in arguments, in rule, block, m + block.Offset, v + block.Offset);
                rule.Rate = Real(-rate * TrustRatio(norms));
                Sweep(in arguments, in rule, block, m + block.Offset, v + block.Offset);
            }
        }
    }

    private static double TrustRatio(SquaredNorms squares) =>
        squares.Parameters > 0 && squares.Direction > 0 ? Math.Sqrt(squares.Parameters) / Math.Sqrt(squares.Direction) : 1;
}
