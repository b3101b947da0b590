using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AutoDiff.Clustering;
using AutoDiff.Models.Cli;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Tests;

public class ClusterTests
{
    private const string TwoGroups = "x,y,kind\n0,0,a\n1,0,a\n0,1,a\n10,10,b\n11,10,b\n10,11,b\n";

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        File.WriteAllText(folder.File(name), text);
        return folder.File(name);
    }

    [Fact]
    public void ACsvFile_GivesModelLabelsAndPicture()
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder, "points.csv", TwoGroups), to = folder.File("out");
        var outcome = Cli.Run("cluster", "--data", data, "--label-column", "kind", "--clusters", "2", "--out", to);
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Contains("6 rows of 2 columns", outcome.Output, StringComparison.Ordinal);
        Assert.Contains("iteration", outcome.Error, StringComparison.Ordinal);

        string[] lines = File.ReadAllLines(Path.Combine(to, "labels.csv"));
        Assert.Equal("row,cluster", lines[0]);
        int[] labels = [.. lines.Skip(1).Select(l => int.Parse(l.Split(',')[1], CultureInfo.InvariantCulture))];
        var model = KMeansModel<double>.Load(Path.Combine(to, "clusters.json"));
        Assert.Equal(labels, model.Predict(Tensor<double>.From([0, 0, 1, 0, 0, 1, 10, 10, 11, 10, 10, 11], 6, 2)));
        Assert.Equal(2, labels.Distinct().Count());
        XNamespace svg = "http://www.w3.org/2000/svg";
        var picture = XDocument.Load(Path.Combine(to, "clusters.svg"));
        Assert.Equal(6, picture.Descendants(svg + "circle").Count());
        Assert.Equal(2, picture.Descendants(svg + "path").Count());
        Assert.Empty(Directory.GetFiles(to, "*.tmp"));
    }

    [Fact]
    public void MediansAndTheRefinement_AreOptions_ThatExcludeEachOther()
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder, "points.csv", TwoGroups), to = folder.File("out");
        Cli.Outcome Run(params string[] more) => Cli.Run(["cluster", "--data", data, "--label-column", "kind", "-k", "2", "--quiet", "--out", to, .. more]);
        Assert.Equal(ExitCode.Ok, Run("--refine").ExitCode);
        Assert.Equal(ExitCode.Ok, Run("--metric", "manhattan").ExitCode);
        Assert.Equal(KMeansMetric.Manhattan, KMeansModel<double>.Load(Path.Combine(to, "clusters.json")).Metric);
        Cli.AssertFails(Run("--metric", "Manhattan", "--refine"), ExitCode.Usage, "exclude each other");
    }

    [Theory]
    [InlineData("<f8", false)]
    [InlineData(">f4", false)]
    [InlineData("<i2", false)]
    [InlineData("|u1", false)]
    [InlineData("<f2", true)]
    public void AnNpyFile_IsRead(string type, bool columnMajor)
    {
        using var folder = new TemporaryFolder();
        double[] rows = [0, 1, 2, 3, 100, 101, 102, 103];
        File.WriteAllBytes(folder.File("points.npy"), Npy(rows, 4, 2, type, columnMajor));
        Assert.Equal(rows, NpyFile.Read(folder.File("points.npy")).Span.ToArray());
        var outcome = Cli.Run("cluster", "--data", folder.File("points.npy"), "-k", "2", "--quiet", "--out", folder.File("out"));
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Empty(outcome.Error);
        Assert.Contains("4 rows of 2 columns", outcome.Output, StringComparison.Ordinal);
    }

    private static byte[] Npy(double[] rows, int n, int d, string type, bool columnMajor)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {(columnMajor ? "True" : "False")}, 'shape': ({n}, {d}), }}";
        var bytes = new List<byte> { 0x93 };
        bytes.AddRange("NUMPY\u0001\0"u8);
        bytes.AddRange(BitConverter.GetBytes((ushort)header.Length));
        bytes.AddRange(Encoding.ASCII.GetBytes(header));
        for (int i = 0; i < rows.Length; i++)
        {
            double value = columnMajor ? rows[i % n * d + i / n] : rows[i];
            byte[] element = type[1..] switch
            {
                "f8" => BitConverter.GetBytes(value),
                "f4" => BitConverter.GetBytes((float)value),
                "f2" => BitConverter.GetBytes((Half)value),
                "i2" => BitConverter.GetBytes((short)value),
                _ => [(byte)value],
            };
            bytes.AddRange(type[0] == '>' ? element.Reverse() : element);
        }
        return [.. bytes];
    }

    [Fact]
    public void AnIdxFile_AndTheDigits_AreRead()
    {
        using var folder = new TemporaryFolder();
        byte[] idx = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 200, 201];
        File.WriteAllBytes(folder.File("images"), idx);
        Assert.Contains("3 rows of 2 columns", Cli.Run("cluster", "--data", folder.File("images"), "-k", "2", "--out", folder.File("a")).Output, StringComparison.Ordinal);
        var digits = Cli.Run("cluster", "-k", "10", "--format", "json", "--out", folder.File("b"));
        Assert.Equal(ExitCode.Ok, digits.ExitCode);
        Assert.Contains("\"rows\":1797", digits.Output, StringComparison.Ordinal);
        Assert.Single(digits.Output.Trim().Split('\n'));
    }

    [Fact]
    public void TheSameSeed_WritesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["a", "b"]) Cli.Run("cluster", "-k", "7", "--quiet", "--init", "KMeansParallel", "--seed", "5", "--out", folder.File(name));
        foreach (string file in (string[])["clusters.json", "labels.csv", "clusters.svg"])
            Assert.Equal(File.ReadAllBytes(Path.Combine(folder.File("a"), file)), File.ReadAllBytes(Path.Combine(folder.File("b"), file)));
    }

    [Theory]
    [InlineData("cluster --clusters 0", "--clusters")]
    [InlineData("cluster --clusters 2000", "1797")]
    [InlineData("cluster --clusters x", "--clusters")]
    [InlineData("cluster --restarts 0", "--restarts")]
    [InlineData("cluster --iterations 0", "--iterations")]
    [InlineData("cluster --tolerance -1", "--tolerance")]
    [InlineData("cluster --init nearest", "--init")]
    [InlineData("bench kmeans --threads 0", "--threads")]
    [InlineData("bench kmeans --only (", "--only")]
    public void WrongOptions_EndWith2(string arguments, string word) => Cli.AssertFails(Cli.Run(arguments.Split(' ')), ExitCode.Usage, word);

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3")]
    [InlineData("a,b\n1,2\n3,NaN\n", "line 3")]
    [InlineData("a,b\n1,2\n3,1e999\n", "line 3")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,b\n1e200,1\n-1e200,2\n", "infinite")]
    public void UnusableData_EndWith3_AndWriteNothing(string text, string word)
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder, "points.csv", text);
        Cli.AssertFails(Cli.Run("cluster", "--data", data, "-k", "1", "--out", folder.File("out")), ExitCode.BadData, word);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void DamagedNpyFiles_EndWith3()
    {
        using var folder = new TemporaryFolder();
        byte[] good = Npy([1, 2, 3, double.NaN], 2, 2, "<f8", false);
        void Check(byte[] content, string word)
        {
            File.WriteAllBytes(folder.File("x.npy"), content);
            Cli.AssertFails(Cli.Run("cluster", "--data", folder.File("x.npy"), "-k", "1", "--out", folder.File("out")), ExitCode.BadData, "x.npy", word);
        }
        Check(good, "row 1, column 1");
        Check(good[..^3], "early");
        Check([.. good, 0], "longer");
        Check(Npy([1, 2], 1, 2, "<c8", false), "element type");
        Check(Npy([1, 2], 1, 2, "<f3", false), "f3");
        Cli.AssertFails(Cli.Run("cluster", "--data", folder.File("none.csv")), ExitCode.BadData, "none.csv");
    }
}
