using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class LogSumExpModule : IModule
{
    public string Name => "lse";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("primal" or "gradient")) return null;
        double[] x = Inputs.Numbers(input, "x"), gradient = new double[x.Length];
        if (function == "primal")
        {
            return () =>
            {
                double value = LogSumExp.Value(x);
                return () => JsonValue.Create(value);
            };
        }
        return () =>
        {
            LogSumExp.ValueGradient(x, gradient);
            return () => Inputs.Array(gradient);
        };
    }
}
