using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    public static void BatchNormTrain<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        c.Flag("training", true);
        T epsilon = c.Number("eps", 1e-5);
        if (!c.Has("gamma"))
        {
            var x = c.Matrix("x");
            var y = Normalization.BatchNormNoAffine(x, epsilon);
            c.Output("y", y);
            Normalization.BatchNormNoAffineForward(x, epsilon, c.Forward("y", y), out var saved);
            Normalization.BatchNormNoAffineBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
            return;
        }
        var (gamma, beta) = (c.Vector("gamma"), c.Vector("beta"));
        if (c.Rank("x") == 2)
        {
            var x = c.Matrix("x");
            var (y, mean, variance) = Normalization.BatchNorm(x, gamma, beta, epsilon);
            c.Output("y", y);
            OutputRunningStatistics(c, mean, variance);
            Normalization.BatchNormForward(x, gamma, beta, epsilon, c.Forward("y", y), mean, variance, out var saved);
            Normalization.BatchNormBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
        }
        else
        {
            var x = c.Tensor("x");
            var (y, mean, variance) = Normalization.BatchNorm2d(x, gamma, beta, epsilon);
            c.Output("y", y);
            OutputRunningStatistics(c, mean, variance);
            Normalization.BatchNorm2dForward(x, gamma, beta, epsilon, c.Forward("y", y), mean, variance, out var saved);
            Normalization.BatchNorm2dBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
        }
    }

    private static void OutputRunningStatistics<T>(OperatorCall<T> c, Tensor<T> mean, Tensor<T> variance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T momentum = c.Number("momentum", 0.1);
        var (runningMean, runningVariance) = (c.Vector("running_mean"), c.Vector("running_var"));
        RunningStatistics.Update(runningMean, mean, momentum);
        RunningStatistics.Update(runningVariance, variance, momentum);
        c.Output("new_running_mean", runningMean);
        c.Output("new_running_var", runningVariance);
    }

    public static void BatchNormEval<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        c.Flag("training");
        c.Number("momentum", 0.1);
        T epsilon = c.Number("eps", 1e-5);
        var (gamma, beta, mean, variance) = (c.Vector("gamma"), c.Vector("beta"), c.Vector("running_mean"), c.Vector("running_var"));
        if (c.Rank("x") == 2)
        {
            var x = c.Matrix("x");
            var y = Normalization.BatchNormInference(x, gamma, beta, mean, variance, epsilon);
            c.Output("y", y);
            Normalization.BatchNormInferenceForward(x, gamma, beta, mean, variance, epsilon, c.Forward("y", y), out var saved);
            Normalization.BatchNormInferenceBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
        }
        else
        {
            var x = c.Tensor("x");
            var y = Normalization.BatchNorm2dInference(x, gamma, beta, mean, variance, epsilon);
            c.Output("y", y);
            Normalization.BatchNorm2dInferenceForward(x, gamma, beta, mean, variance, epsilon, c.Forward("y", y), out var saved);
            Normalization.BatchNorm2dInferenceBackward(in saved, c.Upstream("y", y), c.Gradient("x"), c.Gradient("gamma"), c.Gradient("beta"));
        }
    }
}
