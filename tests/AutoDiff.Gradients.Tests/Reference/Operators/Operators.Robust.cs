using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Huber<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        T delta = c.Number("delta", 1);
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.Huber(x, target, delta));
                c.Forward("y", Losses.HuberGradient(x, target, delta, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.HuberSum(x, target, delta));
                c.Forward("y", Losses.HuberSumGradient(x, target, delta, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.HuberEach(x, target, delta);
                c.Output("y", y);
                Losses.HuberEachForward(x, target, delta, c.Forward("y", y), out var saved);
                Losses.HuberEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    public static void SmoothL1<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        T beta = c.Number("beta", 1);
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.SmoothL1(x, target, beta));
                c.Forward("y", Losses.SmoothL1Gradient(x, target, beta, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.SmoothL1Sum(x, target, beta));
                c.Forward("y", Losses.SmoothL1SumGradient(x, target, beta, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.SmoothL1Each(x, target, beta);
                c.Output("y", y);
                Losses.SmoothL1EachForward(x, target, beta, c.Forward("y", y), out var saved);
                Losses.SmoothL1EachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }
}
