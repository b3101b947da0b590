using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// z = (x - mean) / standard deviation, feature by feature, over all rows seen. A constant feature has scale 1 and becomes exactly 0; so does one whose
/// variance is no more than rounding can leave. Variances are those of the population. Rows, chunks and parts that are merged give the same result in any
/// division up to rounding; see <see cref="Merge"/>.
/// </summary>
public sealed class StandardScaler : AffineScaler
{
    private readonly MomentStream _moments;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="options">Whether to center, to scale, and to forget.</param>
    public StandardScaler(int features, StandardScalerOptions? options = null) : base(features)
    {
        Options = options ?? new StandardScalerOptions();
        _moments = new MomentStream(features);
    }

    public StandardScalerOptions Options { get; }

    internal override string TypeName => nameof(StandardScaler);

    private protected override bool HasLearnt => Moments.Weight.ContainsAnyExcept(0);

    internal ColumnMoments Moments => _moments.Current;

    /// <summary>A scaler that starts from known moments, for instance of earlier data: as if <paramref name="count"/> rows with them had been seen.</summary>
    /// <exception cref="ArgumentException">The lengths differ, a number is not finite, or a variance or count is negative.</exception>
    public static StandardScaler FromMoments(ReadOnlySpan<double> mean, ReadOnlySpan<double> variance, double count, StandardScalerOptions? options = null)
    {
        SampleCheck.SameLength(mean.Length, variance.Length, "means", "variances");
        if (!(count >= 0 && double.IsFinite(count))) throw new ArgumentOutOfRangeException(nameof(count), count, "The number of rows has to be finite and not negative.");
        var scaler = new StandardScaler(mean.Length, options);
        for (int f = 0; f < mean.Length; f++)
        {
            if (!double.IsFinite(mean[f]) || !(variance[f] >= 0 && double.IsFinite(variance[f] * count)))
                throw new ArgumentException($"Feature {f} has mean {mean[f]} and variance {variance[f]} of {count} rows; all have to be finite, the variance not negative.", nameof(variance));
            scaler.Moments.Weight[f] = count;
            scaler.Moments.Pivot[f] = mean[f];
            scaler.Moments.Squares[f] = variance[f] * count;
        }
        return scaler;
    }

    public double Mean(int feature) => Moments.Mean(CheckFeature(feature));

    /// <summary>Σ w (x - mean)² / Σ w; 0 before the first row.</summary>
    public double Variance(int feature) => Moments.Variance(CheckFeature(feature));

    /// <summary>What the feature is divided by: the standard deviation, or 1 for a constant.</summary>
    public double Scale(int feature) => ScaleOf(feature);

    /// <summary>Weight of the rows in which the feature was not missing; their number without weights.</summary>
    public double Count(int feature) => Moments.Weight[CheckFeature(feature)];

    /// <summary>
    /// Takes in what another scaler has seen, as if its rows had come here: relative error of the variance about 1e-15, whatever the parts.
    /// </summary>
    /// <exception cref="ArgumentException">It has another number of features or other options.</exception>
    public void Merge(StandardScaler other)
    {
        CheckMerge(other);
        if (other.Options != Options) throw new ArgumentException($"{other.Options} cannot be merged with {Options}.", nameof(other));
        Moments.Merge(other.Moments);
        Changed();
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("center", Options.Center);
        writer.WriteBoolean("scale", Options.Scale);
        writer.WriteNumber("decay", Options.Decay);
        Moments.Write(writer);
    }

    internal static StandardScaler Read(StateReader state)
    {
        var options = new StandardScalerOptions { Center = state.Boolean("center"), Scale = state.Boolean("scale"), Decay = state.Number("decay", d => d is > 0 and <= 1) };
        var scaler = new StandardScaler(state.Features, options);
        scaler.Moments.Read(state);
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        _moments.Add(rows, weights, Options.Decay, forget);
        Changed();
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift) => Describe(Moments, Options, center, scale);

    internal static void Describe(ColumnMoments moments, StandardScalerOptions options, Span<double> center, Span<double> scale)
    {
        for (int f = 0; f < center.Length; f++)
        {
            double mean = moments.Mean(f);
            center[f] = options.Center ? mean : 0;
            scale[f] = options.Scale ? ConstantFeature.Scale(moments.Variance(f), mean, moments.Weight[f]) : 1;
        }
    }
}
