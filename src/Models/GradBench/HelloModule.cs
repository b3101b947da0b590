using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

internal sealed class HelloModule : IModule
{
    public string Name => "hello";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        if (function is not ("square" or "double")) return null;
        double x = Inputs.AsNumber(input, "input");
        return () =>
        {
            double result = Hello.Square(x);
            if (function == "double") Hello.SquareGradient(x, out result);
            return () => JsonValue.Create(result);
        };
    }
}
