using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Methods that are watched: checks for finite numbers, taps, checkpoints.</summary>
public static partial class Observed
{
    [Differentiable(CheckFinite = true)]
    public static double Ratio(double x, double y)
    {
        double ratio = x / y;
        return ratio * ratio;
    }

    [Differentiable(CheckFinite = true)]
    public static double SumOfRoots(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double root = Math.Sqrt(x[i]);
            sum += root;
        }
        return sum;
    }

    [Differentiable(CheckFinite = true)]
    public static T Logarithms<T>([Shape("N", "C")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var logarithm = Log(x);
        return Sum(logarithm * x);
    }

    [Differentiable(CheckFinite = true, Modes = Modes.Gradient | Modes.Jvp | Modes.Hvp | Modes.Hessian)]
    public static double Watched(double x, double y)
    {
        double root = Math.Sqrt(x);
        return root * y;
    }

    [Differentiable]
    public static T Tapped<T>([Shape("N")] Tensor<T> x, T scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var hidden = Tap(Tanh(x * scale), "hidden");
        var total = Tap(Sum(hidden * hidden), "total");
        return total * total;
    }

    /// <summary>A long recurrence whose backward pass keeps the state of only some steps.</summary>
    [Differentiable]
    public static double Checkpointed(double x, int steps)
    {
        double state = x;
        for (int t = 0; t < Checkpoint(steps); t++) state = Math.Sin(state * 1.5) + 0.1 * x;
        return state;
    }

    /// <summary>The same without checkpoints.</summary>
    [Differentiable]
    public static double Recorded(double x, int steps)
    {
        double state = x;
        for (int t = 0; t < steps; t++) state = Math.Sin(state * 1.5) + 0.1 * x;
        return state;
    }
}
