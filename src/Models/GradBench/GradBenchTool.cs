using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoDiff.Models.GradBench;

/// <summary>
/// The tool's side of the GradBench protocol: one JSON message a line in, one answer a line out, each with the message's id, until the input ends.
/// A message that cannot be carried out is answered with the reason; the tool goes on.
/// </summary>
public sealed class GradBenchTool(TextReader input, TextWriter output)
{
    private static readonly JsonSerializerOptions Format = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly IReadOnlyDictionary<string, IModule> Modules = Suite.Modules.ToDictionary(m => m.Name, StringComparer.Ordinal);

    /// <summary>Serves until the input ends.</summary>
    public void Run()
    {
        while (input.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            output.WriteLine(Answer(line).ToJsonString(Format));
            output.Flush();
        }
    }

    /// <summary>The answer to one message.</summary>
    public static JsonObject Answer(string line)
    {
        var answer = new JsonObject();
        try
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement;
            if (message.ValueKind != JsonValueKind.Object) throw new GradBenchException("A message has to be a JSON object.");
            if (message.TryGetProperty("id", out var id)) answer["id"] = JsonNode.Parse(id.GetRawText());
            switch (Text(message, "kind"))
            {
                case "start":
                    answer["tool"] = "autodiff";
                    break;
                case "define":
                    bool exists = Modules.ContainsKey(Text(message, "module"));
                    answer["success"] = exists;
                    if (!exists) answer["error"] = $"There is no module \"{Text(message, "module")}\".";
                    break;
                case "evaluate":
                    Evaluate(message, answer);
                    break;
            }
        }
        catch (Exception error)
        {
            // Whatever is wrong with one message, the next one may be right.
            answer.Remove("output");
            answer.Remove("timings");
            answer["success"] = false;
            answer["error"] = error.Message;
        }
        return answer;
    }

    private static void Evaluate(JsonElement message, JsonObject answer)
    {
        string module = Text(message, "module"), function = Text(message, "function");
        if (!Modules.TryGetValue(module, out var found)) throw new GradBenchException($"There is no module \"{module}\".");
        if (!message.TryGetProperty("input", out var argument)) throw new GradBenchException("The message lacks \"input\".");
        var timings = new JsonArray();
        long start = Stopwatch.GetTimestamp();
        var run = found.Prepare(function, argument) ?? throw new GradBenchException($"Module \"{module}\" has no function \"{function}\".");
        timings.Add(Timing("prepare", Stopwatch.GetElapsedTime(start)));

        int minimumRuns = argument.ValueKind == JsonValueKind.Object && argument.TryGetProperty("min_runs", out var runs) ? runs.GetInt32() : 1;
        double minimumSeconds = argument.ValueKind == JsonValueKind.Object && argument.TryGetProperty("min_seconds", out var seconds) ? seconds.GetDouble() : 0;
        Func<JsonNode>? result = null;
        var total = TimeSpan.Zero;
        for (int i = 0; i < Math.Max(1, minimumRuns) || total.TotalSeconds < minimumSeconds; i++)
        {
            start = Stopwatch.GetTimestamp();
            result = run();
            var elapsed = Stopwatch.GetElapsedTime(start);
            total += elapsed;
            timings.Add(Timing("evaluate", elapsed));
        }
        answer["success"] = true;
        answer["output"] = result!();
        answer["timings"] = timings;
    }

    private static JsonObject Timing(string name, TimeSpan elapsed) => new() { ["name"] = name, ["nanoseconds"] = (long)(elapsed.TotalMilliseconds * 1e6) };

    private static string Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString()! : throw new GradBenchException($"The message lacks \"{name}\".");
}
