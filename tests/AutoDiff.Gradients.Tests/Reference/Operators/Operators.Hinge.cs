using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Hinge<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.IsIndex("target")) MultiMargin(c);
        else if (c.Reference.Name.StartsWith("squared", StringComparison.Ordinal)) SquaredHinge(c);
        else if (c.Reference.Name.StartsWith("embedding", StringComparison.Ordinal)) HingeEmbedding(c);
        else BinaryHinge(c);
    }

    private static void BinaryHinge<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Vector("x"), c.Vector("target"));
        T margin = c.Number("margin", 1);
        c.Output("y", Losses.Hinge(x, target, margin));
        c.Forward("y", Losses.HingeGradient(x, target, margin, c.Gradient("x")));
    }

    private static void SquaredHinge<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Vector("x"), c.Vector("target"));
        T margin = c.Number("margin", 1);
        c.Output("y", Losses.SquaredHinge(x, target, margin));
        c.Forward("y", Losses.SquaredHingeGradient(x, target, margin, c.Gradient("x")));
    }

    private static void HingeEmbedding<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Vector("x"), c.Vector("target"));
        T margin = c.Number("margin", 1);
        c.Output("y", Losses.HingeEmbedding(x, target, margin));
        c.Forward("y", Losses.HingeEmbeddingGradient(x, target, margin, c.Gradient("x")));
    }

    private static void MultiMargin<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var target = c.Indices("target");
        T margin = c.Number("margin", 1);
        if (c.Integer("p", 1) == 2)
        {
            c.Output("y", Losses.SquaredMultiMargin(x, target, margin));
            c.Forward("y", Losses.SquaredMultiMarginGradient(x, target, margin, c.Gradient("x")));
        }
        else
        {
            c.Output("y", Losses.MultiMargin(x, target, margin));
            c.Forward("y", Losses.MultiMarginGradient(x, target, margin, c.Gradient("x")));
        }
    }

    public static void MarginRanking<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x1, x2, target) = (c.Vector("x1"), c.Vector("x2"), c.Vector("target"));
        T margin = c.Number("margin", 0);
        c.Output("y", Losses.MarginRanking(x1, x2, target, margin));
        c.Forward("y", Losses.MarginRankingGradient(x1, x2, target, margin, c.Gradient("x1"), c.Gradient("x2")));
    }
}
