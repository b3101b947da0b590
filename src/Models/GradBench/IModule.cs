using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoDiff.Models.GradBench;

/// <summary>An evaluation of the GradBench suite: functions by name.</summary>
public interface IModule
{
    /// <summary>The name that the protocol gives it.</summary>
    string Name { get; }

    /// <summary>
    /// Reads the input of a function; what it returns runs the function once, which is timed, and gives what writes the output, which is not. Null where
    /// there is no such function.
    /// </summary>
    /// <exception cref="GradBenchException">The input lacks something or is not consistent.</exception>
    Func<Func<JsonNode>>? Prepare(string function, JsonElement input);
}
