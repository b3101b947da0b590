namespace AutoDiff.Generator.Tests.Emission;
public class DumpScratch
{
    [Fact]
    public void Dump()
    {
        foreach (string line in Notation.Lines(File.ReadAllText("/tmp/dump/in.txt")))
        {
            string text;
            try { text = GeneratedText.Of(TestCompilation.InClass(Notation.Method(line))); } catch (Exception e) { text = e.ToString(); }
            File.WriteAllText($"/tmp/dump/{Notation.NameOf(line)}.cs", text);
        }
    }
}
