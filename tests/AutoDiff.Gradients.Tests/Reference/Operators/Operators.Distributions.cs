using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Softmax<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LastDimension(c))
        {
            var x = c.Matrix("x");
            var y = Distributions.Softmax(x);
            c.Output("y", y);
            Distributions.SoftmaxForward(x, c.Forward("y", y), out var saved);
            Distributions.SoftmaxBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
        else
        {
            var x = c.Volume("x");
            var y = Distributions.SoftmaxChannels(x);
            c.Output("y", y);
            Distributions.SoftmaxChannelsForward(x, c.Forward("y", y), out var saved);
            Distributions.SoftmaxChannelsBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void LogSoftmax<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LastDimension(c))
        {
            var x = c.Matrix("x");
            var y = Distributions.LogSoftmax(x);
            c.Output("y", y);
            Distributions.LogSoftmaxForward(x, c.Forward("y", y), out var saved);
            Distributions.LogSoftmaxBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
        else
        {
            var x = c.Volume("x");
            var y = Distributions.LogSoftmaxChannels(x);
            c.Output("y", y);
            Distributions.LogSoftmaxChannelsForward(x, c.Forward("y", y), out var saved);
            Distributions.LogSoftmaxChannelsBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    public static void LogSumExp<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (LastDimension(c))
        {
            var x = c.Matrix("x");
            var y = Distributions.LogSumExp(x);
            c.Output("y", y);
            Distributions.LogSumExpForward(x, c.Forward("y", y), out var saved);
            Distributions.LogSumExpBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
        else
        {
            var x = c.Volume("x");
            var y = Distributions.LogSumExpChannels(x);
            c.Output("y", y);
            Distributions.LogSumExpChannelsForward(x, c.Forward("y", y), out var saved);
            Distributions.LogSumExpChannelsBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
        }
    }

    private static bool LastDimension<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dimension = c.Integer("dim", -1), rank = c.Rank("x");
        if (dimension == -1 || dimension == rank - 1) return true;
        return dimension == 1 ? false : throw new NotSupportedException($"dim {dimension} of a tensor of rank {rank}");
    }
}
