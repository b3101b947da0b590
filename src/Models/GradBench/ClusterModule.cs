using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class ClusterModule : IModule
{
    public string Name => "kmeans";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("cost" or "dir")) return null;
        double[] points = Inputs.Matrix(input, "points", out int d), centroids = Inputs.Matrix(input, "centroids", out int columns);
        if (d != columns) throw new GradBenchException($"Points have {d} coordinates and centroids {columns}.");
        if (function == "cost")
        {
            return () =>
            {
                double cost = ClusterCost.Cost(points, centroids, d);
                return () => JsonValue.Create(cost);
            };
        }
        // The Hessian is diagonal, so its product with ones is the diagonal.
        double[] ones = new double[centroids.Length], gradient = new double[centroids.Length], diagonal = new double[centroids.Length];
        Array.Fill(ones, 1);
        return () =>
        {
            ClusterCost.CostHvp(points, centroids, d, ones, gradient, diagonal);
            for (int i = 0; i < gradient.Length; i++) gradient[i] /= diagonal[i];
            return () => Inputs.Matrix(gradient, d);
        };
    }
}
