using System.Text.Json.Nodes;
using AutoDiff.Models.GradBench;

namespace AutoDiff.Models.Tests.GradBench;

/// <summary>The tool answers recorded conversations of the GradBench suite as other tools have done.</summary>
[Trait("Category", "Reference")]
public class ReplayTests
{
    public static TheoryData<string> Names() => [.. Directory.GetFiles(Conversation.Folder, "*.jsonl").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnswersAgreeWithTheRecording(string name)
    {
        foreach (var (request, output, succeeds) in Conversation.Read(name))
        {
            string what = $"{name} {request["id"]} {request["function"]} {request["description"]}";
            var answer = GradBenchTool.Answer(request.ToJsonString());
            Assert.Equal((int)request["id"]!, (int)answer["id"]!);
            string kind = (string)request["kind"]!;
            if (kind is not ("define" or "evaluate")) continue;
            Assert.True((bool)answer["success"]! == succeeds, $"{what}: {answer["error"]}");
            if (output is not null) Agreement.Check(output, JsonNode.Parse(answer["output"]!.ToJsonString()), what);
        }
    }

    [Fact]
    public void EveryRunIsTimed()
    {
        var answer = GradBenchTool.Answer("""{"id":7,"kind":"evaluate","module":"lse","function":"primal","input":{"x":[1,2],"min_runs":5,"min_seconds":0.001}}""");
        long[] times = [.. answer["timings"]!.AsArray().Where(t => (string?)t!["name"] == "evaluate").Select(t => (long)t!["nanoseconds"]!)];
        Assert.True(times.Length >= 5 && times.Sum() >= 999_000);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"id":1}""")]
    [InlineData("""{"id":1,"kind":"evaluate","module":"lse","function":"primal"}""")]
    [InlineData("""{"id":1,"kind":"evaluate","module":"lse","function":"primal","input":{"x":"text"}}""")]
    [InlineData("""{"id":1,"kind":"evaluate","module":"det","function":"primal","input":{"A":[1,2,3],"ell":2}}""")]
    [InlineData("""{"id":1,"kind":"evaluate","module":"gmm","function":"jacobian","input":{"d":2,"k":3,"n":1,"x":[[1,2]],"alpha":[1],"mu":[],"q":[],"l":[],"gamma":1,"m":0}}""")]
    public void BadMessageIsAnsweredWithAReason(string line)
    {
        var answer = GradBenchTool.Answer(line);
        Assert.False((bool)answer["success"]!);
        Assert.NotEmpty((string)answer["error"]!);
    }

    [Fact]
    public void ToolServesUntilTheInputEnds()
    {
        var output = new StringWriter();
        new GradBenchTool(new StringReader("{\"id\":0,\"kind\":\"start\",\"eval\":\"hello\"}\n\nnonsense\n{\"id\":1,\"kind\":\"define\",\"module\":\"hello\"}\n"), output).Run();
        string[] lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"success\":true", lines[2], StringComparison.Ordinal);
    }
}
