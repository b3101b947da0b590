using System.Reflection;
using System.Text.Json.Nodes;

namespace AutoDiff.Models.Tests.GradBench;

/// <summary>A recorded conversation: requests with their compact forms replaced by the numbers that they stand for, and the answers expected.</summary>
internal static class Conversation
{
    public static string Folder { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("AUTODIFF_REFERENCE") is { Length: > 0 } named ? named
            : Path.Combine(typeof(Conversation).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", "reference"),
        "gradbench");

    public static IEnumerable<(JsonObject Request, JsonNode? Output, bool Succeeds)> Read(string name)
    {
        var inputs = new Dictionary<int, JsonNode>();
        var streams = new Dictionary<uint, MersenneTwister>();
        foreach (string line in File.ReadLines(Path.Combine(Folder, name + ".jsonl")))
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var request = entry["request"]!.AsObject();
            if ((string?)request["kind"] == "evaluate")
            {
                var input = Expand(request["input"]!, inputs, streams);
                request["input"] = input.DeepClone();
                inputs[(int)request["id"]!] = input;
            }
            yield return (request, entry["output"], (bool?)entry["success"] ?? true);
        }
    }

    private static JsonNode Expand(JsonNode node, Dictionary<int, JsonNode> inputs, Dictionary<uint, MersenneTwister> streams)
    {
        if (node is not JsonObject fields) return node;
        if (fields["$rand"] is { } rand)
        {
            uint seed = (uint)rand["seed"]!;
            if (!streams.TryGetValue(seed, out var stream)) streams[seed] = stream = new MersenneTwister(seed);
            int[] shape = [.. rand["shape"]!.AsArray().Select(n => (int)n!)];
            return Shaped([.. stream.Draws((int)rand["skip"]!, shape.Aggregate(1, (a, b) => a * b))], shape);
        }
        var expanded = fields["$input_of"] is { } earlier ? inputs[(int)earlier].DeepClone().AsObject() : [];
        foreach (var field in fields)
            if (field.Key != "$input_of") expanded[field.Key] = field.Value is null ? null : Expand(field.Value, inputs, streams).DeepClone();
        return expanded;
    }

    private static JsonArray Shaped(ReadOnlySpan<double> numbers, ReadOnlySpan<int> shape)
    {
        var array = new JsonArray();
        int step = numbers.Length / Math.Max(1, shape[0]);
        for (int i = 0; i < shape[0]; i++)
            array.Add(shape.Length == 1 ? JsonValue.Create(numbers[i]) : Shaped(numbers.Slice(i * step, step), shape[1..]));
        return array;
    }
}
