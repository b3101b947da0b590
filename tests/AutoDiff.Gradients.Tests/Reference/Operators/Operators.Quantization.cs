using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void FakeQuantTensor<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T scale = c.Number("scale", 1), zeroPoint = c.Number("zero_point", 0);
        T low = c.Number("qmin", -128), high = c.Number("qmax", 127);
        var y = FakeQuantization.PerTensor(x, scale, zeroPoint, low, high);
        c.Output("y", y);
        FakeQuantization.PerTensorForward(x, scale, zeroPoint, low, high, c.Forward("y", y), out var saved);
        FakeQuantization.PerTensorBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void FakeQuantChannel<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (scale, zeroPoint) = (c.Vector("scale"), c.Vector("zero_point"));
        T low = c.Number("qmin", -128), high = c.Number("qmax", 127);
        if (c.Integer("axis", 0) == 0)
        {
            var x = c.Rows("x");
            var y = FakeQuantization.PerRow(x, scale, zeroPoint, low, high);
            c.Output("y", y);
            FakeQuantization.PerRowForward(x, scale, zeroPoint, low, high, c.Forward("y", y), out var saved);
            FakeQuantization.PerRowBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
        else
        {
            if (c.Integer("axis", 0) != c.Rank("x") - 1) throw new NotSupportedException("a channel axis between others");
            var x = c.Matrix("x");
            var y = FakeQuantization.PerColumn(x, scale, zeroPoint, low, high);
            c.Output("y", y);
            FakeQuantization.PerColumnForward(x, scale, zeroPoint, low, high, c.Forward("y", y), out var saved);
            FakeQuantization.PerColumnBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void Lsq<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = c.Vector("scale");
        T gradientScale = c.Number("grad_scale", 1);
        T low = c.Number("qmin", -128), high = c.Number("qmax", 127);
        if (scale.Length == 1)
        {
            var x = c.Matrix("x");
            var y = FakeQuantization.Lsq(x, scale, low, high, gradientScale);
            c.Output("y", y);
            FakeQuantization.LsqForward(x, scale, low, high, gradientScale, c.Forward("y", y), out var saved);
            FakeQuantization.LsqBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("scale"));
        }
        else
        {
            var x = c.Rows("x");
            var y = FakeQuantization.LsqPerRow(x, scale, low, high, gradientScale);
            c.Output("y", y);
            FakeQuantization.LsqPerRowForward(x, scale, low, high, gradientScale, c.Forward("y", y), out var saved);
            FakeQuantization.LsqPerRowBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("scale"));
        }
    }

    public static void LsqTensorTorch<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, scale, zeroPoint) = (c.Matrix("x"), c.Vector("scale"), c.Vector("zero_point"));
        T gradientScale = c.Number("grad_factor", 1);
        T low = c.Number("qmin", -128), high = c.Number("qmax", 127);
        var y = FakeQuantization.Learned(x, scale, zeroPoint, low, high, gradientScale);
        c.Output("y", y);
        FakeQuantization.LearnedForward(x, scale, zeroPoint, low, high, gradientScale, c.Forward("y", y), out var saved);
        FakeQuantization.LearnedBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("scale"), c.Gradient("zero_point"));
    }

    public static void LsqChannelTorch<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.Integer("axis", 0) != 0) throw new NotSupportedException("a channel axis other than the first");
        var (x, scale, zeroPoint) = (c.Rows("x"), c.Vector("scale"), c.Vector("zero_point"));
        T gradientScale = c.Number("grad_factor", 1);
        T low = c.Number("qmin", -128), high = c.Number("qmax", 127);
        var y = FakeQuantization.LearnedPerRow(x, scale, zeroPoint, low, high, gradientScale);
        c.Output("y", y);
        FakeQuantization.LearnedPerRowForward(x, scale, zeroPoint, low, high, gradientScale, c.Forward("y", y), out var saved);
        FakeQuantization.LearnedPerRowBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("scale"), c.Gradient("zero_point"));
    }
}
