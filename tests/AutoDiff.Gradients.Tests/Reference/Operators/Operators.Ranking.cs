using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void Bpr<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.Has("user"))
        {
            var (user, positive, negative) = (c.Matrix("user"), c.Matrix("item_pos"), c.Matrix("item_neg"));
            T regularization = c.Number("reg", 0);
            c.Output("y", RankingLosses.BprFactorModel(user, positive, negative, regularization));
            c.Forward("y", RankingLosses.BprFactorModelGradient(user, positive, negative, regularization, c.Gradient("user"), c.Gradient("item_pos"), c.Gradient("item_neg")));
        }
        else
        {
            var (positive, negative) = (c.Vector("pos"), c.Vector("neg"));
            c.Output("y", RankingLosses.Bpr(positive, negative));
            c.Forward("y", RankingLosses.BprGradient(positive, negative, c.Gradient("pos"), c.Gradient("neg")));
        }
    }

    public static void RankNet<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (scores, relevance) = (c.Vector("x"), c.Vector("rel"));
        T sigma = c.Number("sigma", 1);
        c.Output("y", RankingLosses.RankNet(scores, relevance, sigma));
        c.Forward("y", RankingLosses.RankNetGradient(scores, relevance, sigma, c.Gradient("x")));
    }

    public static void LambdaRank<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (scores, relevance) = (c.Vector("x"), c.Vector("rel"));
        T sigma = c.Number("sigma", 1);
        var weights = Tensor<T>.Zeros(scores.Length, scores.Length);
        LambdaWeights.Fill(scores, relevance, weights);
        c.Output("y", RankingLosses.LambdaRank(scores, weights, sigma));
        c.Forward("y", RankingLosses.LambdaRankGradient(scores, weights, sigma, c.Gradient("x")));
    }

    public static void ListNet<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (scores, relevance) = (c.Vector("x"), c.Vector("rel"));
        c.Output("y", RankingLosses.ListNet(scores, relevance));
        c.Forward("y", RankingLosses.ListNetGradient(scores, relevance, c.Gradient("x")));
    }
}
