using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void EmbeddingBag<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var weight = c.Matrix("weight");
        var indices = c.Indices("indices");
        string mode = c.Has("offsets") ? c.Text("mode", "mean") : "look-up";
        var offsets = c.Has("offsets") ? c.Indices("offsets") : Tensor<int>.Zeros(0);
        int padding = c.Integer("padding_idx", -1);
        if (c.Has("per_sample_weights")) mode += " with weights";
        switch (mode)
        {
            case "look-up":
                {
                    var y = Layers.Embedding(weight, indices);
                    c.Output("y", y);
                    Layers.EmbeddingForward(weight, indices, c.Forward("y", y), out var saved);
                    Layers.EmbeddingBackward(in saved, c.Upstream("y", y), out var rows);
                    c.Gradient("weight", rows);
                    break;
                }
            case "sum":
                {
                    var y = Layers.EmbeddingBagSum(weight, indices, offsets, padding);
                    c.Output("y", y);
                    Layers.EmbeddingBagSumForward(weight, indices, offsets, padding, c.Forward("y", y), out var saved);
                    Layers.EmbeddingBagSumBackward(in saved, c.Upstream("y", y), out var rows);
                    c.Gradient("weight", rows);
                    break;
                }
            case "mean":
                {
                    var y = Layers.EmbeddingBagMean(weight, indices, offsets, padding);
                    c.Output("y", y);
                    Layers.EmbeddingBagMeanForward(weight, indices, offsets, padding, c.Forward("y", y), out var saved);
                    Layers.EmbeddingBagMeanBackward(in saved, c.Upstream("y", y), out var rows);
                    c.Gradient("weight", rows);
                    break;
                }
            case "max":
                {
                    var y = Layers.EmbeddingBagMax(weight, indices, offsets, padding);
                    c.Output("y", y);
                    Layers.EmbeddingBagMaxForward(weight, indices, offsets, padding, c.Forward("y", y), out var saved);
                    Layers.EmbeddingBagMaxBackward(in saved, c.Upstream("y", y), out var rows);
                    c.Gradient("weight", rows);
                    break;
                }
            case "sum with weights":
                {
                    var factors = c.Vector("per_sample_weights");
                    var y = Layers.EmbeddingBagWeighted(weight, indices, offsets, factors, padding);
                    c.Output("y", y);
                    Layers.EmbeddingBagWeightedForward(weight, indices, offsets, factors, padding, c.Forward("y", y), out var saved);
                    Layers.EmbeddingBagWeightedBackward(in saved, c.Upstream("y", y), out var rows, c.Gradient("per_sample_weights"));
                    c.Gradient("weight", rows);
                    break;
                }
            default:
                throw new NotSupportedException(mode);
        }
    }
}
