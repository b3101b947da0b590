using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class LeastSquaresModule : IModule
{
    public string Name => "llsq";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("primal" or "gradient")) return null;
        double[] x = Inputs.Numbers(input, "x"), gradient = new double[x.Length];
        int n = Inputs.Integer(input, "n");
        if (function == "primal")
        {
            return () =>
            {
                double value = LeastSquares.Objective(x, n);
                return () => JsonValue.Create(value);
            };
        }
        return () =>
        {
            LeastSquares.ObjectiveGradient(x, n, gradient);
            return () => Inputs.Array(gradient);
        };
    }
}
