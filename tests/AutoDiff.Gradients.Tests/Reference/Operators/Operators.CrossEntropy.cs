using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void CrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!c.IsIndex("target")) SoftCrossEntropy(c);
        else if (c.Rank("x") > 2) ImageCrossEntropy(c);
        else if (c.Has("weight") || c.Double("label_smoothing", 0) != 0 || c.Integer("ignore_index", -100) >= 0) WeightedCrossEntropy(c);
        else PlainCrossEntropy(c);
    }

    private static void PlainCrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var target = c.Indices("target");
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.CrossEntropy(x, target));
                c.Forward("y", Losses.CrossEntropyGradient(x, target, c.Gradient("x")));
                break;
            case "sum":
                c.Output("y", Losses.CrossEntropySum(x, target));
                c.Forward("y", Losses.CrossEntropySumGradient(x, target, c.Gradient("x")));
                break;
            case "none":
                var y = Losses.CrossEntropyEach(x, target);
                c.Output("y", y);
                Losses.CrossEntropyEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.CrossEntropyEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void WeightedCrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var target = c.Indices("target");
        var weight = c.Has("weight") ? c.Vector("weight") : Tensor<T>.Ones(x.Dimension(1));
        T smoothing = c.Number("label_smoothing", 0);
        int ignore = c.Integer("ignore_index", -100);
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.WeightedCrossEntropy(x, target, weight, smoothing, ignore));
                c.Forward("y", Losses.WeightedCrossEntropyGradient(x, target, weight, smoothing, ignore, c.Gradient("x")));
                break;
            case "sum":
                c.Output("y", Losses.WeightedCrossEntropySum(x, target, weight, smoothing, ignore));
                c.Forward("y", Losses.WeightedCrossEntropySumGradient(x, target, weight, smoothing, ignore, c.Gradient("x")));
                break;
            case "none":
                var y = Losses.WeightedCrossEntropyEach(x, target, weight, smoothing, ignore);
                c.Output("y", y);
                Losses.WeightedCrossEntropyEachForward(x, target, weight, smoothing, ignore, c.Forward("y", y), out var saved);
                Losses.WeightedCrossEntropyEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void SoftCrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        T smoothing = c.Number("label_smoothing", 0);
        c.Output("y", Losses.SoftCrossEntropy(x, target, smoothing));
        c.Forward("y", Losses.SoftCrossEntropyGradient(x, target, smoothing, c.Gradient("x"), c.Gradient("target")));
    }

    private static void ImageCrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.Text("reduction", "mean") != "mean") throw new NotSupportedException("reductions of images other than the mean");
        var x = c.Volume("x");
        var target = c.Indices("target", x.Dimension(0), x.Dimension(2));
        c.Output("y", Losses.CrossEntropyImages(x, target));
        c.Forward("y", Losses.CrossEntropyImagesGradient(x, target, c.Gradient("x")));
    }
}
