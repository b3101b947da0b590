using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class RungeKuttaModule : IModule
{
    public string Name => "ode";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("primal" or "gradient")) return null;
        double[] x = Inputs.Numbers(input, "x"), result = new double[x.Length];
        int steps = Inputs.Integer(input, "s");
        return () =>
        {
            if (function == "primal") RungeKutta.Solve(x, steps, result);
            else RungeKutta.LastComponentGradient(x, steps, result);
            return () => Inputs.Array(result);
        };
    }
}
