using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void MlpBatchNormCrossEntropy<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var target = c.Indices("target");
        var (w1, b1, g1, be1) = (c.Matrix("w1"), c.Vector("b1"), c.Vector("g1"), c.Vector("be1"));
        var (w2, b2) = (c.Matrix("w2"), c.Vector("b2"));
        c.Output("y", ExamplePrograms.MlpBatchNormCrossEntropy(x, target, w1, b1, g1, be1, w2, b2));
        c.Forward("y", ExamplePrograms.MlpBatchNormCrossEntropyGradient(x, target, w1, b1, g1, be1, w2, b2, c.Gradient("x"), c.Gradient("w1"), c.Gradient("b1"), c.Gradient("g1"), c.Gradient("be1"), c.Gradient("w2"), c.Gradient("b2")));
    }

    public static void Recurrent<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, w, u, b) = (c.Tensor("x"), c.Matrix("w"), c.Matrix("u"), c.Vector("b"));
        c.Output("y", ExamplePrograms.Recurrent(x, w, u, b));
        c.Forward("y", ExamplePrograms.RecurrentGradient(x, w, u, b, c.Gradient("x"), c.Gradient("w"), c.Gradient("u"), c.Gradient("b")));
    }

    public static void DlrmInteraction<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dense, table, weights) = (c.Matrix("dense"), c.Matrix("e"), c.Vector("w"));
        var indices = c.Indices("idx");
        var pairs = ExamplePrograms.LowerPairs(indices.Dimension(1) + 1);
        c.Output("y", ExamplePrograms.DlrmInteraction(dense, table, weights, indices, pairs));
        c.Forward("y", ExamplePrograms.DlrmInteractionGradient(dense, table, weights, indices, pairs, c.Gradient("dense"), out var rows, c.Gradient("w")));
        c.Gradient("e", rows);
    }
}
