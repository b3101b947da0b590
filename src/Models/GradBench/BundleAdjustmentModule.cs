using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class BundleAdjustmentModule : IModule
{
    /// <summary>So many entries of a list, and its last one, are sent.</summary>
    private const int Shown = 30;

    public string Name => "ba";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("objective" or "jacobian")) return null;
        var scene = Read(input);
        if (function == "objective")
        {
            double[] errors = new double[2 * scene.Observations], weightErrors = new double[scene.Observations];
            return () =>
            {
                scene.Residuals(errors, weightErrors);
                return () => new JsonObject
                {
                    ["reproj_error"] = new JsonObject { ["elements"] = Inputs.Array(errors.AsSpan(0, 2)), ["repeated"] = scene.Observations },
                    ["w_err"] = new JsonObject { ["element"] = weightErrors[0], ["repeated"] = scene.Observations },
                };
            };
        }
        var jacobian = new SparseJacobian(scene);
        return () =>
        {
            jacobian.Compute();
            return () => new JsonObject { ["rows"] = Ends(jacobian.RowStarts), ["cols"] = Ends(jacobian.Columns), ["vals"] = Ends(jacobian.Values) };
        };
    }

    /// <summary>One camera, one point, one weight and one feature, copied as often as the scene has them.</summary>
    private static Scene Read(JsonElement input)
    {
        int cameras = Inputs.Integer(input, "n"), points = Inputs.Integer(input, "m"), observations = Inputs.Integer(input, "p");
        double[] camera = Inputs.Numbers(input, "cam"), point = Inputs.Numbers(input, "x"), feature = Inputs.Numbers(input, "feat");
        double weight = Inputs.Number(input, "w");
        if (camera.Length != BundleAdjustment.CameraSize || point.Length != 3 || feature.Length != 2 || cameras < 1 || points < 1 || observations < 1)
            throw new GradBenchException("A camera has 11 numbers, a point three, a feature two, and there has to be one of each.");
        int[] seen = new int[2 * observations];
        for (int i = 0; i < observations; i++) (seen[2 * i], seen[2 * i + 1]) = (i % cameras, i % points);
        return new Scene(Repeat(camera, cameras), Repeat(point, points), Repeat([weight], observations), Repeat(feature, observations), seen);
    }

    private static double[] Repeat(double[] numbers, int times) => [.. Enumerable.Range(0, times).SelectMany(_ => numbers)];

    private static JsonArray Ends<T>(ReadOnlySpan<T> list)
    {
        var array = new JsonArray();
        for (int i = 0; i < Math.Min(Shown, list.Length); i++) array.Add(JsonValue.Create(list[i]));
        array.Add(JsonValue.Create(list[^1]));
        return array;
    }
}
