using System.Text;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>A block of a statement: <c>if (...)</c>, <c>case 1:</c>, <c>do</c>, with what stands behind its closing brace.</summary>
internal sealed record SourceBlock(string Heading, IReadOnlyList<SourceStatement> Body, string Closing = "");

/// <summary>A statement: a line, or a line, blocks and a line. Each text has places for the arguments.</summary>
internal sealed record SourceStatement(string Text, SourceExpression[] Arguments, params SourceBlock[] Blocks)
{
    /// <summary>What stands behind the last block: the closing brace of a switch.</summary>
    public string Tail { get; init; } = "";

    public void Write(StringBuilder text, string indent, bool traced)
    {
        if (Text.Length > 0) text.Append(indent).Append(SourceExpression.Fill(Text, Arguments, traced)).Append('\n');
        foreach (var block in Blocks)
        {
            text.Append(indent).Append(SourceExpression.Fill(block.Heading, Arguments, traced)).Append('\n').Append(indent).Append("{\n");
            foreach (var statement in block.Body) statement.Write(text, indent + "    ", traced);
            text.Append(indent).Append('}').Append(SourceExpression.Fill(block.Closing, Arguments, traced)).Append('\n');
        }
        if (Tail.Length > 0) text.Append(indent).Append(Tail).Append('\n');
    }

    /// <summary>Statement lists that may stand in place of the statement and are simpler; not all of them compile.</summary>
    public IEnumerable<IReadOnlyList<SourceStatement>> Simpler()
    {
        foreach (var block in Blocks) yield return block.Body;
        if (Blocks.Length > 1) yield return [this with { Blocks = Blocks[..^1] }];
        for (int i = 0; i < Blocks.Length; i++)
            foreach (var body in SimplerLists(Blocks[i].Body))
                yield return [this with { Blocks = [.. Blocks.Select((b, j) => j == i ? b with { Body = body } : b)] }];
        for (int i = 0; i < Arguments.Length; i++)
            foreach (var simpler in Arguments[i].Simpler())
                yield return [this with { Arguments = [.. Arguments.Select((a, j) => j == i ? simpler : a)] }];
    }

    /// <summary>The list with statements left out or made simpler, the largest cuts first.</summary>
    public static IEnumerable<IReadOnlyList<SourceStatement>> SimplerLists(IReadOnlyList<SourceStatement> body)
    {
        for (int length = body.Count; length >= 1; length /= 2)
            for (int start = 0; start + length <= body.Count; start += length)
                yield return [.. body.Take(start), .. body.Skip(start + length)];
        for (int i = 0; i < body.Count; i++)
            foreach (var simpler in body[i].Simpler())
                yield return [.. body.Take(i), .. simpler, .. body.Skip(i + 1)];
    }
}
