using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Linear<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, weight, bias) = (c.Matrix("x"), c.Matrix("weight"), c.Vector("bias"));
        var y = Layers.Linear(x, weight, bias);
        c.Output("y", y);
        Layers.LinearForward(x, weight, bias, c.Forward("y", y), out var saved);
        Layers.LinearBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("weight"), c.Gradient("bias"));
    }

    public static void Attention<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (q, k, v) = (c.Tensor("q"), c.Tensor("k"), c.Tensor("v"));
        bool causal = c.Flag("causal");
        if (causal || c.Has("mask"))
        {
            if (causal && c.Has("mask")) throw new NotSupportedException("a mask on top of the causal one");
            var mask = causal ? Layers.CausalMask<T>(q.Dimension(2), k.Dimension(2)) : c.Matrix("mask");
            var y = Layers.MaskedAttention(q, k, v, mask);
            c.Output("y", y);
            Layers.MaskedAttentionForward(q, k, v, mask, c.Forward("y", y), out var saved);
            Layers.MaskedAttentionBackward(in saved, c.Upstream("y", y), c.Gradient("q"), c.Gradient("k"), c.Gradient("v"));
        }
        else
        {
            var y = Layers.Attention(q, k, v);
            c.Output("y", y);
            Layers.AttentionForward(q, k, v, c.Forward("y", y), out var saved);
            Layers.AttentionBackward(in saved, c.Upstream("y", y), c.Gradient("q"), c.Gradient("k"), c.Gradient("v"));
        }
    }
}
