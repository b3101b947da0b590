using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

/// <summary>The first letter of a function is the mode of the outer derivative, the second that of the inner one.</summary>
internal sealed class SaddleModule : IModule
{
    public string Name => "saddle";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("rr" or "rf" or "fr" or "ff")) return null;
        double[] start = Inputs.Numbers(input, "start");
        if (start.Length != 2) throw new GradBenchException("\"start\" has to be two numbers.");
        bool outerReverse = function[0] == 'r', innerReverse = function[1] == 'r';
        return () =>
        {
            double[] x = Descent.Minimize(start, (at, gradient) => Maximum(at, start, gradient, outerReverse, innerReverse));
            double[] y = Descent.Minimize(start, (at, gradient) => Negated(x, at, gradient, innerReverse));
            return () => Inputs.Array([x[0], x[1], y[0], y[1]]);
        };
    }

    private static double Maximum(ReadOnlySpan<double> x, double[] start, Span<double> gradient, bool outerReverse, bool innerReverse)
    {
        if (outerReverse)
        {
            return innerReverse ? SaddlePoint.MaximumByReverseGradient(x[0], x[1], start[0], start[1], out gradient[0], out gradient[1])
                : SaddlePoint.MaximumByForwardGradient(x[0], x[1], start[0], start[1], out gradient[0], out gradient[1]);
        }
        if (innerReverse)
        {
            SaddlePoint.MaximumByReverseJvp(x[0], 0, x[1], 1, start[0], start[1], out gradient[1]);
            return SaddlePoint.MaximumByReverseJvp(x[0], 1, x[1], 0, start[0], start[1], out gradient[0]);
        }
        SaddlePoint.MaximumByForwardJvp(x[0], 0, x[1], 1, start[0], start[1], out gradient[1]);
        return SaddlePoint.MaximumByForwardJvp(x[0], 1, x[1], 0, start[0], start[1], out gradient[0]);
    }

    /// <summary>−f as a function of y.</summary>
    private static double Negated(double[] x, ReadOnlySpan<double> y, Span<double> gradient, bool reverse)
    {
        double value;
        if (reverse)
        {
            value = SaddlePoint.FunctionGradient(x[0], x[1], y[0], y[1], out gradient[0], out gradient[1]);
        }
        else
        {
            SaddlePoint.FunctionJvp(x[0], x[1], y[0], 0, y[1], 1, out gradient[1]);
            value = SaddlePoint.FunctionJvp(x[0], x[1], y[0], 1, y[1], 0, out gradient[0]);
        }
        gradient[0] = -gradient[0];
        gradient[1] = -gradient[1];
        return -value;
    }
}
