using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void BceWithLogits<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.Has("weight") || c.Has("pos_weight")) WeightedBce(c);
        else PlainBce(c);
    }

    private static void PlainBce<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.BceWithLogits(x, target));
                c.Forward("y", Losses.BceWithLogitsGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.BceWithLogitsSum(x, target));
                c.Forward("y", Losses.BceWithLogitsSumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.BceWithLogitsEach(x, target);
                c.Output("y", y);
                Losses.BceWithLogitsEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.BceWithLogitsEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void WeightedBce<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        var weight = c.Has("weight") ? c.Matrix("weight") : Tensor<T>.Ones(x.Dimension(0), x.Dimension(1));
        var positive = c.Has("pos_weight") ? c.Vector("pos_weight") : Tensor<T>.Ones(x.Dimension(1));
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.WeightedBceWithLogits(x, target, weight, positive));
                c.Forward("y", Losses.WeightedBceWithLogitsGradient(x, target, weight, positive, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.WeightedBceWithLogitsSum(x, target, weight, positive));
                c.Forward("y", Losses.WeightedBceWithLogitsSumGradient(x, target, weight, positive, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.WeightedBceWithLogitsEach(x, target, weight, positive);
                c.Output("y", y);
                Losses.WeightedBceWithLogitsEachForward(x, target, weight, positive, c.Forward("y", y), out var saved);
                Losses.WeightedBceWithLogitsEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }
}
