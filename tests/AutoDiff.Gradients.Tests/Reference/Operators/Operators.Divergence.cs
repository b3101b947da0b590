using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void KlDivergence<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.Has("p")) KlFromLogits(c);
        else if (c.Flag("log_target")) KlLogTarget(c);
        else KlTarget(c);
    }

    private static void KlTarget<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "batchmean"))
        {
            case "batchmean":
                c.Output("y", Losses.KlDivergence(x, target));
                c.Forward("y", Losses.KlDivergenceGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.KlDivergenceSum(x, target));
                c.Forward("y", Losses.KlDivergenceSumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.KlDivergenceEach(x, target);
                c.Output("y", y);
                Losses.KlDivergenceEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.KlDivergenceEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void KlLogTarget<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, target) = (c.Matrix("x"), c.Matrix("target"));
        switch (c.Text("reduction", "batchmean"))
        {
            case "batchmean":
                c.Output("y", Losses.KlDivergenceLog(x, target));
                c.Forward("y", Losses.KlDivergenceLogGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "sum":
                c.Output("y", Losses.KlDivergenceLogSum(x, target));
                c.Forward("y", Losses.KlDivergenceLogSumGradient(x, target, c.Gradient("x"), c.Gradient("target")));
                break;
            case "none":
                var y = Losses.KlDivergenceLogEach(x, target);
                c.Output("y", y);
                Losses.KlDivergenceLogEachForward(x, target, c.Forward("y", y), out var saved);
                Losses.KlDivergenceLogEachBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("target"));
                break;
            case var other:
                throw new NotSupportedException(other);
        }
    }

    private static void KlFromLogits<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (p, q) = (c.Matrix("p"), c.Matrix("q"));
        c.Output("y", Losses.Distillation(q, p));
        c.Forward("y", Losses.DistillationGradient(q, p, c.Gradient("q"), c.Gradient("p")));
    }
}
