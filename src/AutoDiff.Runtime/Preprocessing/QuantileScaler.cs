using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>The distribution that a <see cref="QuantileScaler"/> makes.</summary>
public enum QuantileOutput
{
    /// <summary>Uniform in [0, 1].</summary>
    Uniform,

    /// <summary>Standard normal, within ±5.2, the normal quantiles of 1e-7 and 1 - 1e-7.</summary>
    Normal,
}

/// <summary>
/// Replaces each number by its rank among the numbers seen, as a share or as a normal quantile: any feature comes out with the same distribution. Ranks come
/// from landmarks at equal shares, linear between them; tied landmarks give the middle of their shares. Numbers beyond the smallest and the largest
/// seen come out as the ends.
/// </summary>
public sealed class QuantileScaler : FeatureScaler
{
    private const double NormalTail = 1e-7;

    private readonly Lock _building = new();
    private LearntQuantiles _quantiles;
    private volatile double[][]? _landmarks;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="output">The distribution to make.</param>
    /// <param name="landmarks">From 2.</param>
    /// <param name="sketchSize">k of the sketches that learn from streams.</param>
    public QuantileScaler(int features, QuantileOutput output = QuantileOutput.Uniform, int landmarks = 1000, int sketchSize = 1000) : base(features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(landmarks, 2);
        Output = output;
        Landmarks = landmarks;
        _quantiles = new LearntQuantiles(features, sketchSize, [.. Enumerable.Range(0, landmarks).Select(i => (double)i / (landmarks - 1))]);
    }

    public QuantileOutput Output { get; }

    public int Landmarks { get; }

    internal override string TypeName => nameof(QuantileScaler);

    /// <summary>Takes in the stream that another scaler has seen.</summary>
    /// <exception cref="ArgumentException">It has another number of features or another k.</exception>
    /// <exception cref="InvalidOperationException">One of both has learnt by Fit, which keeps no stream.</exception>
    public void Merge(QuantileScaler other)
    {
        CheckMerge(other);
        _quantiles.Merge(other._quantiles);
        _landmarks = null;
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteString("output", Output.ToString());
        writer.WriteNumber("landmarks", Landmarks);
        _quantiles.Write(writer);
    }

    internal static QuantileScaler Read(StateReader state) =>
        new(state.Features, state.Choice<QuantileOutput>("output"), state.Integer("landmarks", 2), state.Integer("sketchSize", 8)) { _quantiles = LearntQuantiles.Read(state) };

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        _quantiles.Learn(rows, weights, forget);
        _landmarks = null;
    }

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var landmarks = Built();
        for (int i = 0; i < rows.Length; i++) destination[i] = T.CreateTruncating(Forward(landmarks[i % Features], double.CreateTruncating(rows[i])));
    }

    private protected override void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var landmarks = Built();
        for (int i = 0; i < rows.Length; i++) destination[i] = T.CreateTruncating(Backward(landmarks[i % Features], double.CreateTruncating(rows[i])));
    }

    private double[][] Built()
    {
        if (!_quantiles.HasNumbers) throw NothingLearnt();
        lock (_building) return _landmarks ??= [.. Enumerable.Range(0, Features).Select(_quantiles.Of)];
    }

    private double Forward(double[] landmarks, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(landmarks[0])) return double.NaN;
        double share = Share(landmarks, x);
        return Output == QuantileOutput.Uniform ? share : NormalDistribution.Quantile(Math.Clamp(share, NormalTail, 1 - NormalTail));
    }

    private double Backward(double[] landmarks, double z)
    {
        if (double.IsNaN(z) || double.IsNaN(landmarks[0])) return double.NaN;
        double share = Output == QuantileOutput.Uniform ? z : NormalDistribution.Cumulative(z);
        if (Output == QuantileOutput.Normal && (share <= NormalTail * 1.0000001 || share >= 1 - NormalTail * 1.0000001)) share = Math.Round(share);
        double place = Math.Clamp(share, 0, 1) * (landmarks.Length - 1);
        int below = Math.Min((int)place, landmarks.Length - 2);
        return Interpolation.Between(landmarks[below], landmarks[below + 1], place - below);
    }

    private static double Share(double[] landmarks, double x)
    {
        int first = FirstAtLeast(landmarks, x), last = landmarks.Length - 1;
        if (first > last) return 1;
        if (landmarks[first] > x)
        {
            if (first == 0) return 0;
            return (first - 1 + (x - landmarks[first - 1]) / (landmarks[first] - landmarks[first - 1])) / last;
        }
        int end = first;
        while (end < last && landmarks[end + 1] == x) end++;
        // The ends of the range stay the ends, whatever ties with them.
        return first == 0 ? 0 : end == last ? 1 : (first + end) / 2.0 / last;
    }

    private static int FirstAtLeast(double[] rising, double x)
    {
        int low = 0, high = rising.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (rising[middle] < x) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
