using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests;

public class ScratchTests
{
    [Fact]
    public void Print()
    {
        var text = new System.Text.StringBuilder();
        foreach (string part in File.ReadAllText("/tmp/scratch.txt").Split("\n---\n", StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(part).Append("\n==>\n");
            try
            {
                text.Append(Printer.Print(TestCompilation.Bind(TestCompilation.InClass(part))));
            }
            catch (Exception e)
            {
                text.Append(e.GetType().Name).Append(' ').Append(e.Message).Append('\n').Append(e is Xunit.Sdk.XunitException ? "" : e.StackTrace);
            }
            text.Append("\n----------\n");
        }
        File.WriteAllText("/tmp/scratch.out", text.ToString());
    }
}
