using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void TripletMargin<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (anchor, positive, negative) = (c.Matrix("anchor"), c.Matrix("positive"), c.Matrix("negative"));
        T margin = c.Number("margin", 1);
        double p = c.Double("p", 2);
        if (c.Flag("swap") && p == 2)
        {
            c.Output("y", Losses.TripletMarginSwap(anchor, positive, negative, margin));
            c.Forward("y", Losses.TripletMarginSwapGradient(anchor, positive, negative, margin, c.Gradient("anchor"), c.Gradient("positive"), c.Gradient("negative")));
        }
        else if (p == 2)
        {
            c.Output("y", Losses.TripletMargin(anchor, positive, negative, margin));
            c.Forward("y", Losses.TripletMarginGradient(anchor, positive, negative, margin, c.Gradient("anchor"), c.Gradient("positive"), c.Gradient("negative")));
        }
        else if (p == 1 && !c.Flag("swap"))
        {
            c.Output("y", Losses.TripletMarginL1(anchor, positive, negative, margin));
            c.Forward("y", Losses.TripletMarginL1Gradient(anchor, positive, negative, margin, c.Gradient("anchor"), c.Gradient("positive"), c.Gradient("negative")));
        }
        else
        {
            throw new NotSupportedException($"p = {p}");
        }
    }

    public static void CosineSimilarity<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x1, x2) = (c.Matrix("x1"), c.Matrix("x2"));
        if (c.Has("target"))
        {
            var target = c.Vector("target");
            T margin = c.Number("margin", 0);
            c.Output("y", Losses.CosineEmbedding(x1, x2, target, margin));
            c.Forward("y", Losses.CosineEmbeddingGradient(x1, x2, target, margin, c.Gradient("x1"), c.Gradient("x2")));
        }
        else
        {
            T epsilon = c.Number("eps", 1e-8);
            var y = AutoDiff.Models.Distances.CosineSimilarity(x1, x2, epsilon);
            c.Output("y", y);
            AutoDiff.Models.Distances.CosineSimilarityForward(x1, x2, epsilon, c.Forward("y", y), out var saved);
            AutoDiff.Models.Distances.CosineSimilarityBackward(in saved, c.Upstream("y", y), c.Gradient("x1"), c.Gradient("x2"));
        }
    }

    public static void InfoNce<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (query, key) = (c.Matrix("query"), c.Matrix("key"));
        var diagonal = Losses.Diagonal(query.Dimension(0));
        if (c.Has("logit_scale"))
        {
            T logitScale = c.Scalar("logit_scale");
            c.Output("y", Losses.ClipContrastive(query, key, diagonal, logitScale));
            c.Forward("y", Losses.ClipContrastiveGradient(query, key, diagonal, logitScale, c.Gradient("query"), c.Gradient("key"), out T dLogitScale));
            c.Gradient("logit_scale", dLogitScale);
        }
        else
        {
            T temperature = c.Number("temperature", 0.1);
            c.Output("y", Losses.InfoNce(query, key, diagonal, temperature));
            c.Forward("y", Losses.InfoNceGradient(query, key, diagonal, temperature, c.Gradient("query"), c.Gradient("key")));
        }
    }
}
