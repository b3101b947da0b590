namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="Adafactor{T}"/>; the defaults are those of the paper.</summary>
public sealed record AdafactorOptions
{
    /// <summary>rho_t, times the size of the tensor if <see cref="RelativeStep"/> is set.</summary>
    public Schedule LearningRate { get; init; } = new InverseRootSchedule(0.01);

    /// <summary>Scale the rate by max(<see cref="SmallestScale"/>, root mean square of the tensor).</summary>
    public bool RelativeStep { get; init; } = true;

    /// <summary>epsilon 2: the size of a tensor that counts as small, so that one of zeros moves.</summary>
    public double SmallestScale { get; init; } = 1e-3;

    /// <summary>epsilon 1: added to each squared gradient.</summary>
    public double Epsilon { get; init; } = 1e-30;

    /// <summary>d: a direction with a larger root mean square is scaled down to it.</summary>
    public double ClipThreshold { get; init; } = 1;

    /// <summary>c: the share of the past in the averages is 1 - t^-c.</summary>
    public double DecayPower { get; init; } = 0.8;

    /// <summary>Share of the past in an average of the directions; 0 needs no memory for it.</summary>
    public double Momentum { get; init; }

    /// <summary>The parameters shrink by the rate times this.</summary>
    public double WeightDecay { get; init; }
}
