using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Metrics;

/// <summary>
/// Logarithmic loss, the mean of -log of the probability that was given to what happened. Certain and wrong is infinite unless probabilities are clipped.
/// </summary>
public static partial class LogLoss
{
    /// <summary>-(Σ w (y log p + (1 - y) log(1 - p))) / Σ w, natural logarithm, with 0 log 0 = 0; in double.</summary>
    /// <param name="probabilities">p of class 1, [N], each in [0, 1].</param>
    /// <param name="labels">y, [N], 0 or 1.</param>
    /// <param name="weights">w, [N], finite and not negative; empty for 1 each.</param>
    /// <param name="clip">Probabilities are moved into [clip, 1 - clip]; 0 leaves them.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The clip is not in [0, 0.5).</exception>
    /// <exception cref="InvalidSampleException">A probability is not in [0, 1], a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static MetricValue Binary<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default, double clip = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.NotEmpty(probabilities.Length);
        SampleCheck.SameLength(probabilities.Length, labels.Length, "probabilities", "labels");
        SampleCheck.Weights(weights, probabilities.Length);
        CheckClip(clip);
        Span<double> wide = stackalloc double[Widening.BlockLength], given = stackalloc double[Widening.BlockLength];
        double loss = 0, total = 0;
        for (int first = 0; first < labels.Length; first += Widening.BlockLength)
        {
            int count = Math.Min(Widening.BlockLength, labels.Length - first);
            var p = Widening.ToDouble(probabilities.Slice(first, count), wide);
            var block = given[..count];
            if (!Choose(p, labels.Slice(first, count), block))
            {
                SampleCheck.BinaryLabels(labels);
                Probabilities.Check(probabilities);
            }
            loss += Sum(block, weights.IsEmpty ? default : weights.Slice(first, count), clip, ref total);
        }
        return total > 0 ? MetricValue.Of(-loss / total + 0.0) : MetricValue.Undefined("All weights are 0.");
    }

    /// <summary>
    /// Normalized entropy (He et al., 2014): the log loss divided by that of predicting the share of positives for everyone; below 1 is better than that.
    /// Undefined for one class.
    /// </summary>
    /// <inheritdoc cref="Binary"/>
    public static MetricValue NormalizedEntropy<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default, double clip = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var loss = Binary(probabilities, labels, weights, clip);
        if (!loss.IsDefined) return loss;
        double positive = 0, total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double w = weights.IsEmpty ? 1 : weights[i];
            positive += labels[i] * w;
            total += w;
        }
        double rate = positive / total;
        if (rate is 0 or 1) return MetricValue.Undefined("The samples are of one class only; their base rate has no entropy to compare with.");
        return MetricValue.Of(loss.Value / -(rate * Math.Log(rate) + (1 - rate) * Math.Log(1 - rate)));
    }

    private static void CheckClip(double clip)
    {
        if (!(clip >= 0 && clip < 0.5)) throw new ArgumentOutOfRangeException(nameof(clip), clip, "Probabilities are moved into [clip, 1 - clip]; the clip lies in [0, 0.5).");
    }

    // The logarithms of a block, clipped and weighted, and the weight of the block. The block is overwritten.
    private static double Sum(Span<double> given, ReadOnlySpan<double> weights, double clip, ref double total)
    {
        if (clip > 0)
        {
            TensorPrimitives.Max(given, clip, given);
            TensorPrimitives.Min(given, 1 - clip, given);
        }
        TensorPrimitives.Log(given, given);
        if (weights.IsEmpty)
        {
            total += given.Length;
            return Reductions.WideSum<double>(given);
        }
        double sum = 0;
        for (int i = 0; i < given.Length; i++)
        {
            if (weights[i] == 0) continue; // 0 times an infinite loss is nothing
            sum += weights[i] * given[i];
            total += weights[i];
        }
        return sum;
    }

    // p where the label is 1, else 1 - p; false if a label is neither 0 nor 1 or p is not in [0, 1].
    private static bool Choose(ReadOnlySpan<double> p, ReadOnlySpan<int> labels, Span<double> given)
    {
        ref double source = ref MemoryMarshal.GetReference(p), target = ref MemoryMarshal.GetReference(given);
        ref int label = ref MemoryMarshal.GetReference(labels);
        var valid = Vector512<double>.AllBitsSet;
        var zero = Vector512<double>.Zero;
        var one = Vector512.Create(1.0);
        int i = 0;
        for (; i <= p.Length - 8; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref Unsafe.Add(ref label, i)));
            var y = Vector512.Create(low, high);
            var x = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, i));
            var isOne = Vector512.Equals(y, Vector512<long>.One);
            valid &= (isOne | Vector512.Equals(y, Vector512<long>.Zero)).AsDouble() & Vector512.GreaterThanOrEqual(x, zero) & Vector512.LessThanOrEqual(x, one);
            Vector512.ConditionalSelect(isOne.AsDouble(), x, one - x).StoreUnsafe(ref Unsafe.Add(ref target, i));
        }
        bool allValid = valid.AsInt64() == Vector512<long>.AllBitsSet;
        for (; i < p.Length; i++)
        {
            given[i] = labels[i] == 1 ? p[i] : 1 - p[i];
            allValid &= (uint)labels[i] <= 1 && p[i] >= 0 && p[i] <= 1;
        }
        return allValid;
    }
}
