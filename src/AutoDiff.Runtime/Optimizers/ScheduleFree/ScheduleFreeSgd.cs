using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="ScheduleFreeSgd{T}"/>.</summary>
public sealed record ScheduleFreeSgdOptions
{
    /// <summary>A constant, or a <see cref="WarmupSchedule"/>.</summary>
    public Schedule LearningRate { get; init; } = 1.0;

    /// <summary>Share of the average in the point where the gradient is taken, in (0, 1].</summary>
    public double Beta { get; init; } = 0.9;

    /// <summary>Times the training point is added to the gradient.</summary>
    public double WeightDecay { get; init; }
}

/// <summary>Schedule-free gradient descent (Defazio et al., 2024, equations 3 to 5): the direction is the gradient plus weightDecay y.</summary>
public sealed class ScheduleFreeSgd<T> : ScheduleFree<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double _weightDecay;

    /// <param name="length">Number of parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ScheduleFreeSgd(int length, ScheduleFreeSgdOptions? options = null)
        : base(length, (options ??= new ScheduleFreeSgdOptions()).LearningRate, options.Beta, "fast_point") =>
        _weightDecay = Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));

    private protected override void Update(in Arguments arguments, long step, in Interpolation<T> interpolation) =>
        Sweep(in arguments, new Rule { Interpolation = interpolation, Decay = Real(_weightDecay) });

    private struct Rule : IUpdateRule<T>
    {
        public Interpolation<T> Interpolation;
        public T Decay;

        public static int Slots => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly V Update<V>(V y, V g, ref V z, ref V second, ref V third)
            where V : struct, ISimd<V, T> => Interpolation.Move(y, V.Fma(V.Broadcast(Decay), y, g), ref z);
    }
}
