using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Adam{T}"/>.</summary>
public record AdamOptions
{
    /// <summary>The rate, finite and not negative.</summary>
    public Schedule LearningRate { get; init; } = 0.001;

    /// <summary>Share of the past in the average of the gradient.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the parameters is added to the gradient (L2 penalty); with <see cref="Decoupled"/> the parameters shrink by rate times it instead.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Weight decay beside the gradient (Loshchilov and Hutter, 2019): AdamW.</summary>
    public bool Decoupled { get; init; }

    /// <summary>Divide by the largest squared average so far (Reddi, Kale and Kumar, 2018).</summary>
    public bool AmsGrad { get; init; }
}

/// <summary>Options of AdamW: those of <see cref="AdamOptions"/> with a decoupled weight decay of 0.01.</summary>
public sealed record AdamWOptions : AdamOptions
{
    public AdamWOptions()
    {
        WeightDecay = 0.01;
        Decoupled = true;
    }
}

/// <summary>
/// Adam (Kingma and Ba, 2015): m and v are running averages of g and g^2;
/// x -= rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon). PyTorch: torch.optim.Adam, AdamW.
/// </summary>
public sealed class Adam<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdamOptions _options;
    private readonly Moments _moments;

    /// <param name="length">Number of parameters.</param>
    /// <param name="options">Null takes the defaults; <see cref="AdamWOptions"/> makes it AdamW.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Adam(int length, AdamOptions? options = null)
        : base(length, (options ??= new AdamOptions()).LearningRate,
            options.AmsGrad ? ["first_moment", "second_moment", "largest_second_moment"] : ["first_moment", "second_moment"])
    {
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _moments = new Moments(options.Beta1, options.Beta2, options.Decoupled ? 0 : options.WeightDecay);
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        if (_options.AmsGrad) Sweep(in arguments, Rule<ThreeSlots>(step, rate));
        else Sweep(in arguments, Rule<TwoSlots>(step, rate));
    }

    private MomentRule<T, TSlots> Rule<TSlots>(long step, double rate)
        where TSlots : struct, ISlotCount
    {
        var rule = _moments.Rule<T, TSlots>(0, rate / _moments.FirstCorrection(step), 1 / Math.Sqrt(_moments.SecondCorrection(step)), _options.Epsilon);
        if (_options.Decoupled) rule.Shrink = Real(1 - rate * _options.WeightDecay);
        return rule;
    }
}
