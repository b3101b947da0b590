using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void LayerNorm<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T epsilon = c.Number("eps", 1e-5);
        if (c.Has("gamma"))
        {
            var (gamma, beta) = (c.Vector("gamma"), c.Vector("beta"));
            var y = Normalization.LayerNorm(x, gamma, beta, epsilon);
            c.Output("y", y);
            Normalization.LayerNormForward(x, gamma, beta, epsilon, c.Forward("y", y), out var saved);
            Normalization.LayerNormBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
        }
        else
        {
            var y = Normalization.LayerNormNoAffine(x, epsilon);
            c.Output("y", y);
            Normalization.LayerNormNoAffineForward(x, epsilon, c.Forward("y", y), out var saved);
            Normalization.LayerNormNoAffineBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void RmsNorm<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T epsilon = c.Number("eps", 1e-5);
        if (c.Has("gamma"))
        {
            var gamma = c.Vector("gamma");
            var y = Normalization.RmsNorm(x, gamma, epsilon);
            c.Output("y", y);
            Normalization.RmsNormForward(x, gamma, epsilon, c.Forward("y", y), out var saved);
            Normalization.RmsNormBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"));
        }
        else
        {
            var y = Normalization.RmsNormNoAffine(x, epsilon);
            c.Output("y", y);
            Normalization.RmsNormNoAffineForward(x, epsilon, c.Forward("y", y), out var saved);
            Normalization.RmsNormNoAffineBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void GroupNorm<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, gamma, beta) = (c.Volume("x"), c.Vector("gamma"), c.Vector("beta"));
        int groups = c.Integer("groups", 1);
        T epsilon = c.Number("eps", 1e-5);
        var y = Normalization.GroupNorm(x, gamma, beta, groups, epsilon);
        c.Output("y", y);
        Normalization.GroupNormForward(x, gamma, beta, groups, epsilon, c.Forward("y", y), out var saved);
        Normalization.GroupNormBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
    }
}
