using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void PairwiseDistance<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x1, x2) = (c.Matrix("x1"), c.Matrix("x2"));
        T epsilon = c.Number("eps", 1e-6);
        double p = c.Double("p", 2);
        switch (p)
        {
            case 1:
                {
                    var y = AutoDiff.Models.Distances.PairwiseL1(x1, x2, epsilon);
                    c.Output("y", y);
                    AutoDiff.Models.Distances.PairwiseL1Forward(x1, x2, epsilon, c.Forward("y", y), out var saved);
                    AutoDiff.Models.Distances.PairwiseL1Backward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
                    break;
                }
            case 2:
                {
                    var y = AutoDiff.Models.Distances.Pairwise(x1, x2, epsilon);
                    c.Output("y", y);
                    AutoDiff.Models.Distances.PairwiseForward(x1, x2, epsilon, c.Forward("y", y), out var saved);
                    AutoDiff.Models.Distances.PairwiseBackward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
                    break;
                }
            case double.PositiveInfinity:
                {
                    var y = AutoDiff.Models.Distances.PairwiseMax(x1, x2, epsilon);
                    c.Output("y", y);
                    AutoDiff.Models.Distances.PairwiseMaxForward(x1, x2, epsilon, c.Forward("y", y), out var saved);
                    AutoDiff.Models.Distances.PairwiseMaxBackward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
                    break;
                }
            default:
                {
                    T power = T.CreateChecked(p);
                    var y = AutoDiff.Models.Distances.PairwiseLp(x1, x2, power, epsilon);
                    c.Output("y", y);
                    AutoDiff.Models.Distances.PairwiseLpForward(x1, x2, power, epsilon, c.Forward("y", y), out var saved);
                    AutoDiff.Models.Distances.PairwiseLpBackward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
                    break;
                }
        }
    }

    public static void Cdist<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x1, x2) = (c.Matrix("x1"), c.Matrix("x2"));
        double p = c.Double("p", 2);
        if (p == 2)
        {
            var y = AutoDiff.Models.Distances.AllPairs(x1, x2);
            c.Output("y", y);
            AutoDiff.Models.Distances.AllPairsForward(x1, x2, c.Forward("y", y), out var saved);
            AutoDiff.Models.Distances.AllPairsBackward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
        }
        else if (p == 1)
        {
            var y = AutoDiff.Models.Distances.AllPairsL1(x1, x2);
            c.Output("y", y);
            AutoDiff.Models.Distances.AllPairsL1Forward(x1, x2, c.Forward("y", y), out var saved);
            AutoDiff.Models.Distances.AllPairsL1Backward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
        }
        else
        {
            throw new NotSupportedException($"p = {p}");
        }
    }

    public static void VectorNorm<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = AutoDiff.Models.Distances.RowNorm(x);
        c.Output("y", y);
        AutoDiff.Models.Distances.RowNormForward(x, c.Forward("y", y), out var saved);
        AutoDiff.Models.Distances.RowNormBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Product<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = AutoDiff.Models.Distances.RowProduct(x);
        c.Output("y", y);
        AutoDiff.Models.Distances.RowProductForward(x, c.Forward("y", y), out var saved);
        AutoDiff.Models.Distances.RowProductBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Variance<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        if (c.Reference.Name.StartsWith("std", StringComparison.Ordinal))
        {
            var y = AutoDiff.Models.Distances.RowStandardDeviation(x);
            c.Output("y", y);
            AutoDiff.Models.Distances.RowStandardDeviationForward(x, c.Forward("y", y), out var saved);
            AutoDiff.Models.Distances.RowStandardDeviationBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
        else
        {
            var y = AutoDiff.Models.Distances.RowVariance(x);
            c.Output("y", y);
            AutoDiff.Models.Distances.RowVarianceForward(x, c.Forward("y", y), out var saved);
            AutoDiff.Models.Distances.RowVarianceBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void Normalize<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T epsilon = c.Number("eps", 1e-12);
        var y = Normalization.Normalize(x, epsilon);
        c.Output("y", y);
        Normalization.NormalizeForward(x, epsilon, c.Forward("y", y), out var saved);
        Normalization.NormalizeBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }
}
