namespace AutoDiff.Generator.Tests.Programs;

/// <summary>The random programs are C#, use the whole subset, and shrink.</summary>
public class ProgramWriterTests
{
    private static readonly SourceProgram[] s_programs = [.. Enumerable.Range(0, 120).Select(seed => ProgramWriter.Write(seed, 2 + seed % 23, LanguageFeatures.All))];

    [Fact]
    public void EachProgram_IsCSharp() => Assert.Empty(TestCompilation.CompilerErrors(TestCompilation.Create([.. s_programs.SelectMany(p => new[] { p.Text, p.TracedText }), ProgramDriver.Path])));

    [Theory]
    [InlineData("for (")]
    [InlineData("foreach (")]
    [InlineData("while (")]
    [InlineData("do\n")]
    [InlineData("if (")]
    [InlineData("else")]
    [InlineData("switch (")]
    [InlineData(") switch {")]
    [InlineData(" ? ")]
    [InlineData("break;")]
    [InlineData("continue;")]
    [InlineData("--)")]
    [InlineData("Fill<T>(")]
    [InlineData("OfArray<T>(")]
    [InlineData("OfNumbers(")]
    [InlineData("Power(")]
    [InlineData("stackalloc")]
    [InlineData("[1..]")]
    [InlineData(".Slice(")]
    [InlineData(".Left")]
    [InlineData("var (")]
    [InlineData("new Two<T>(")]
    [InlineData(" with { ")]
    [InlineData(".First = ")]
    [InlineData(") => T")]
    [InlineData("Zeros(2, 3)")]
    [InlineData(" % 2, ")]
    public void EveryConstruct_Occurs(string text) => Assert.True(s_programs.Count(p => p.Text.Contains(text, StringComparison.Ordinal)) >= 3);

    [Fact]
    public void EveryProgram_HasSimplerOnes() => Assert.All(s_programs, p => Assert.NotEmpty(p.Simpler()));
}
