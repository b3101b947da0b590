using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class MixtureModule : IModule
{
    public string Name => "gmm";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("objective" or "jacobian")) return null;
        int d = Inputs.Integer(input, "d"), k = Inputs.Integer(input, "k"), m = Inputs.Integer(input, "m");
        double gamma = Inputs.Number(input, "gamma");
        double[] x = Inputs.Numbers(input, "x"), alphas = Inputs.Numbers(input, "alpha"), means = Inputs.Numbers(input, "mu");
        double[] q = Inputs.Numbers(input, "q"), l = Inputs.Numbers(input, "l");
        int lower = d * (d - 1) / 2, size = d + lower;
        if (d < 1 || alphas.Length != k || means.Length != k * d || q.Length != k * d || l.Length != k * lower || x.Length % d != 0)
            throw new GradBenchException($"The parameters do not have the sizes that d = {d} and k = {k} ask for.");
        double[] icf = new double[k * size];
        for (int c = 0; c < k; c++)
        {
            q.AsSpan(c * d, d).CopyTo(icf.AsSpan(c * size));
            l.AsSpan(c * lower, lower).CopyTo(icf.AsSpan(c * size + d));
        }
        double logNormalizer = GaussianMixture.WishartLogNormalizer(d, gamma, m);
        if (function == "objective")
        {
            return () =>
            {
                double value = GaussianMixture.LogPosterior(alphas, means, icf, x, d, gamma, m, -1, logNormalizer);
                return () => JsonValue.Create(value);
            };
        }
        double[] dAlphas = new double[k], dMeans = new double[k * d], dIcf = new double[k * size];
        return () =>
        {
            GaussianMixture.LogPosteriorGradient(alphas, means, icf, x, d, gamma, m, -1, logNormalizer, dAlphas, dMeans, dIcf);
            return () => new JsonObject
            {
                ["alpha"] = Inputs.Array(dAlphas),
                ["mu"] = Inputs.Matrix(dMeans, d),
                ["q"] = Part(dIcf, size, 0, d),
                ["l"] = Part(dIcf, size, d, lower),
            };
        };
    }

    /// <summary>Some columns of a matrix.</summary>
    private static JsonArray Part(double[] rows, int columns, int start, int count)
    {
        var array = new JsonArray();
        for (int row = 0; row < rows.Length; row += columns) array.Add(Inputs.Array(rows.AsSpan(row + start, count)));
        return array;
    }
}
