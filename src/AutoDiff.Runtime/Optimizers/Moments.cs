using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>The running averages of gradient and squared gradient that Adam and its relatives share.</summary>
internal readonly struct Moments(double beta1, double beta2, double weightDecay)
{
    public double Beta1 { get; } = Options.Decay(beta1, nameof(AdamOptions.Beta1));

    public double Beta2 { get; } = Options.Decay(beta2, nameof(AdamOptions.Beta2));

    public double WeightDecay { get; } = Options.NotNegative(weightDecay, nameof(AdamOptions.WeightDecay));

    /// <summary>1 - beta1^step: what the first average lacks because it started from 0.</summary>
    public double FirstCorrection(long step) => 1 - Math.Pow(Beta1, step);

    /// <summary>1 - beta2^step.</summary>
    public double SecondCorrection(long step) => 1 - Math.Pow(Beta2, step);

    /// <summary>The rule x -= (gradientShare g + momentShare m) / (rootScale sqrt(v) + epsilon), with an L2 penalty.</summary>
    public MomentRule<T, TSlots> Rule<T, TSlots>(double gradientShare, double momentShare, double rootScale, double epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TSlots : struct, ISlotCount => new()
        {
            Shrink = T.One,
            Decay = T.CreateTruncating(WeightDecay),
            Beta1 = T.CreateTruncating(Beta1),
            Beta1Rest = T.CreateTruncating(1 - Beta1),
            Beta2 = T.CreateTruncating(Beta2),
            Beta2Rest = T.CreateTruncating(1 - Beta2),
            GradientShare = T.CreateTruncating(-gradientShare),
            MomentShare = T.CreateTruncating(-momentShare),
            RootScale = T.CreateTruncating(rootScale),
            Epsilon = T.CreateTruncating(epsilon),
        };
}
