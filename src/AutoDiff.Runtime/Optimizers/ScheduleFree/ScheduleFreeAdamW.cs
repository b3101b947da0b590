using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="ScheduleFreeAdamW{T}"/>.</summary>
public sealed record ScheduleFreeAdamWOptions
{
    /// <summary>A constant, or a <see cref="WarmupSchedule"/>.</summary>
    public Schedule LearningRate { get; init; } = 0.0025;

    /// <summary>Share of the average in the point where the gradient is taken, in (0, 1]; it takes the place of the momentum.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Share of the past in the average of the squared gradient.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared average.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Times the training point is added to the direction.</summary>
    public double WeightDecay { get; init; }
}

/// <summary>
/// Schedule-free AdamW (Defazio et al., 2024, algorithm 1): v = beta2 v + (1 - beta2) g^2 and the direction is
/// g / (sqrt(v / (1 - beta2^t)) + epsilon) + weightDecay y.
/// </summary>
public sealed class ScheduleFreeAdamW<T> : ScheduleFree<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ScheduleFreeAdamWOptions _options;

    /// <param name="length">Number of parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ScheduleFreeAdamW(int length, ScheduleFreeAdamWOptions? options = null)
        : base(length, (options ??= new ScheduleFreeAdamWOptions()).LearningRate, options.Beta1, "fast_point", "second_moment")
    {
        Options.Decay(options.Beta2, nameof(options.Beta2));
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
    }

    private protected override void Update(in Arguments arguments, long step, in Interpolation<T> interpolation) => Sweep(in arguments, new Rule
    {
        Interpolation = interpolation,
        Beta2 = Real(_options.Beta2),
        Beta2Rest = Real(1 - _options.Beta2),
        RootScale = Real(1 / Math.Sqrt(1 - Math.Pow(_options.Beta2, step))),
        Epsilon = Real(_options.Epsilon),
        Decay = Real(_options.WeightDecay),
    });

    private struct Rule : IUpdateRule<T>
    {
        public Interpolation<T> Interpolation;
        public T Beta2, Beta2Rest, RootScale, Epsilon, Decay;

        public static int Slots => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly V Update<V>(V y, V g, ref V z, ref V v, ref V third)
            where V : struct, ISimd<V, T>
        {
            v = V.Fma(V.Broadcast(Beta2), v, V.Broadcast(Beta2Rest) * g * g);
            var direction = g / V.Fma(V.Broadcast(RootScale), V.Sqrt(v), V.Broadcast(Epsilon));
            return Interpolation.Move(y, V.Fma(V.Broadcast(Decay), y, direction), ref z);
        }
    }
}
