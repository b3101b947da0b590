using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Mse<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.Mse(x, target));
                c.Forward("y", Losses.MseGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.MseSum(x, target));
                c.Forward("y", Losses.MseSumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.MseEach(x, target);
                c.Output("y", y);
                Losses.MseEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.MseEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    public static void L1<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.L1(x, target));
                c.Forward("y", Losses.L1Gradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.L1Sum(x, target));
                c.Forward("y", Losses.L1SumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.L1Each(x, target);
                c.Output("y", y);
                Losses.L1EachForward(x, target, c.Forward("y", y), out var saved);
                Losses.L1EachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    public static void LogCosh<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.LogCosh(x, target));
                c.Forward("y", Losses.LogCoshGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.LogCoshSum(x, target));
                c.Forward("y", Losses.LogCoshSumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.LogCoshEach(x, target);
                c.Output("y", y);
                Losses.LogCoshEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.LogCoshEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }
}
