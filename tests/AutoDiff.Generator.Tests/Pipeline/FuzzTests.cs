using System.Globalization;
using AutoDiff.Generator.Tests.Programs;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests;

/// <summary>
/// Random programs as they are while somebody types or edits them: cut off, with tokens or lines missing, doubled or exchanged. Neither the generator nor the
/// analyzer throws. AUTODIFF_FUZZ gives the number of texts for a long run.
/// </summary>
public class FuzzTests
{
    private static readonly int s_texts = int.Parse(Environment.GetEnvironmentVariable("AUTODIFF_FUZZ") ?? "120", CultureInfo.InvariantCulture);

    [Fact]
    public void ACutText_DoesNotCrash() => Survive((text, random) => text[..random.Next(text.Length)]);

    [Fact]
    public void AMissingToken_DoesNotCrash() => Survive((text, random) =>
    {
        var token = AnyToken(text, random);
        return text.Remove(token.SpanStart, token.Span.Length);
    });

    [Fact]
    public void ATokenOfAnotherPlace_DoesNotCrash() => Survive((text, random) =>
    {
        var (token, other) = (AnyToken(text, random), AnyToken(text, random));
        return text.Remove(token.SpanStart, token.Span.Length).Insert(token.SpanStart, other.Text);
    });

    [Fact]
    public void ExchangedLines_DoNotCrash() => Survive((text, random) =>
    {
        string[] lines = text.Split('\n');
        int i = random.Next(lines.Length), j = random.Next(lines.Length);
        (lines[i], lines[j]) = (lines[j], lines[i]);
        return string.Join('\n', lines);
    });

    [Fact]
    public void ADoubledLine_DoesNotCrash() => Survive((text, random) =>
    {
        var lines = text.Split('\n').ToList();
        int i = random.Next(lines.Count);
        lines.Insert(random.Next(lines.Count), lines[i]);
        return string.Join('\n', lines);
    });

    private static Microsoft.CodeAnalysis.SyntaxToken AnyToken(string text, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(text, TestCompilation.ParseOptions).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToList();
        return tokens[random.Next(tokens.Count)];
    }

    private static void Survive(Func<string, Random, string> damage)
    {
        for (int seed = 0; seed < s_texts / 5; seed++)
            BrokenCodeTests.AssertSurvives(damage(ProgramWriter.Write(seed, 3 + seed % 6, LanguageFeatures.All).Text, new Random(seed)));
    }
}
