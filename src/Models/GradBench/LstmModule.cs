using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class LstmModule : IModule
{
    public string Name => "lstm";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("objective" or "jacobian")) return null;
        double[] main = Inputs.Numbers(input, "main_params"), extra = Inputs.Numbers(input, "extra_params"), state = Inputs.Numbers(input, "state");
        double[] sequence = Inputs.Matrix(input, "sequence", out int width);
        if (width < 1 || extra.Length != 3 * width || state.Length % (2 * width) != 0 || main.Length != 4 * state.Length)
            throw new GradBenchException($"The parameters do not have the sizes that a width of {width} asks for.");
        if (function == "objective")
        {
            return () =>
            {
                double value = SequenceLstm.Loss(main, extra, state, sequence, width);
                return () => JsonValue.Create(value);
            };
        }
        double[] gradient = new double[main.Length + extra.Length];
        return () =>
        {
            SequenceLstm.LossGradient(main, extra, state, sequence, width, gradient.AsSpan(0, main.Length), gradient.AsSpan(main.Length));
            return () => Inputs.Array(gradient);
        };
    }
}
