using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Models.Objectives;

namespace AutoDiff.Models.GradBench;

/// <summary>The first letter of a function is the mode of the outer derivative, the second that of the inner one.</summary>
internal sealed class ParticleModule : IModule
{
    public string Name => "particle";

    public Func<Func<JsonNode>>? Prepare(string function, JsonElement input)
    {
        Descent.Objective? objective = function switch
        {
            "rr" => static (x, gradient) => Particle.CrossingByReverseGradient(x[0], out gradient[0]),
            "rf" => static (x, gradient) => Particle.CrossingByForwardGradient(x[0], out gradient[0]),
            "fr" => static (x, gradient) => Particle.CrossingByReverseJvp(x[0], 1, out gradient[0]),
            "ff" => static (x, gradient) => Particle.CrossingByForwardJvp(x[0], 1, out gradient[0]),
            _ => null,
        };
        if (objective is null) return null;
        double w = Inputs.Number(input, "w");
        return () =>
        {
            double[] found = Descent.Minimize([w], objective);
            return () => JsonValue.Create(found[0]);
        };
    }
}
