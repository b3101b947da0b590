using System.Reflection;

namespace AutoDiff.Generator.Tests.Documentation;

/// <summary>Listings in pages of the repository, compared with what the compiler prints.</summary>
internal static class PageListings
{
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(
        typeof(PageListings).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, "..", ".."));

    /// <summary>The fenced blocks of a page with that word behind the fence.</summary>
    public static IReadOnlyList<string> Blocks(string page, string kind)
    {
        var blocks = new List<string>();
        List<string>? open = null;
        foreach (string line in File.ReadLines(Path.Combine(Repository, page)))
        {
            if (open is not null && line == "```")
            {
                blocks.Add(string.Join('\n', open));
                open = null;
            }
            else if (open is not null) open.Add(line);
            else if (line == "```" + kind) open = [];
        }
        return blocks;
    }

    /// <summary>Fails unless the lines of the block stand in the text in this order; a line "..." stands for any lines. Indentation does not count.</summary>
    public static void AssertIsPartOf(string block, string text)
    {
        text = Flat(text);
        int from = 0;
        foreach (string piece in Flat(block).Split("\n...\n").Select(p => p.Trim('\n')))
        {
            int at = text.IndexOf(piece, from, StringComparison.Ordinal);
            Assert.True(at >= 0, $"The compiler does not print this any more:\n{piece}\n\nIt prints:\n{text}");
            from = at + piece.Length;
        }
    }

    private static string Flat(string text) => "\n" + string.Join('\n', text.Split('\n').Select(l => l.Trim())) + "\n";
}
