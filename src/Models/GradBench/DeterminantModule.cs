using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class DeterminantModule : IModule
{
    public string Name => "det";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("primal" or "gradient")) return null;
        double[] a = Inputs.Numbers(input, "A"), gradient = new double[a.Length];
        int n = Inputs.Integer(input, "ell");
        if (n < 1 || a.Length != n * n) throw new GradBenchException($"A has {a.Length} numbers, and ell is {n}.");
        if (function == "primal")
        {
            return () =>
            {
                double value = Determinant.Expand(a, n);
                return () => JsonValue.Create(value);
            };
        }
        return () =>
        {
            Determinant.ExpandGradient(a, n, gradient);
            return () => Inputs.Array(gradient);
        };
    }
}
