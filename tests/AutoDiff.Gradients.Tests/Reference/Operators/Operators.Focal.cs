using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Focal<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.IsIndex("target")) MulticlassFocal(c);
        else BinaryFocal(c);
    }

    private static void BinaryFocal<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        T alpha = c.Number("alpha", 0.25), gamma = c.Number("gamma", 2);
        switch (c.Text("reduction", "mean"))
        {
            case "mean":
                c.Output("y", Losses.Focal(x, target, alpha, gamma));
                c.Forward("y", Losses.FocalGradient(x, target, alpha, gamma, c.Gradient("x")));
                break;
            case "sum":
                c.Output("y", Losses.FocalSum(x, target, alpha, gamma));
                c.Forward("y", Losses.FocalSumGradient(x, target, alpha, gamma, c.Gradient("x")));
                break;
            case "none":
                var y = Losses.FocalEach(x, target, alpha, gamma);
                c.Output("y", y);
                Losses.FocalEachForward(x, target, alpha, gamma, c.Forward("y", y), out var saved);
                Losses.FocalEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void MulticlassFocal<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var target = c.Indices("target");
        T gamma = c.Number("gamma", 2);
        c.Output("y", Losses.FocalCrossEntropy(x, target, gamma));
        c.Forward("y", Losses.FocalCrossEntropyGradient(x, target, gamma, c.Gradient("x")));
    }
}
