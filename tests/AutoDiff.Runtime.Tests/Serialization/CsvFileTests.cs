using System.Text;
using AutoDiff.Serialization;

namespace AutoDiff.Runtime.Tests.Serialization;

public sealed class CsvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NumbersAndLabels_AreSeparated()
    {
        var table = Read("width,kind,height\r\n1.5,b,2\r\n-3e-2, a ,4\r\n0,b,0.25\r\n", new CsvOptions { LabelColumn = "kind" });
        Assert.Equal([1.5, 2, -0.03, 4, 0, 0.25], table.Values.Array);
        Assert.Equal("[3, 2]", table.Values.Shape.ToString());
        Assert.Equal(["width", "height"], table.Columns);
        Assert.Equal(["a", "b"], table.Classes);
        Assert.Equal([1, 0, 1], table.Labels);
    }

    [Fact]
    public void WholeNumberLabels_AreOrderedAsNumbers() =>
        Assert.Equal(["-1", "2", "10"], Read("1,10\n1,2\n1,-1\n", new CsvOptions { HasHeader = false, LabelIndex = -1 }).Classes);

    [Fact]
    public void QuotedFieldsAndOtherDelimiters_AreUnderstood() =>
        Assert.Equal([1, 2, 3.5, 4], Read("\"a;b\";c\n\"1\";2\n3.5;4\n", new CsvOptions { Delimiter = ';' }).Values.Array);

    [Fact]
    public void CompressedTables_AreUnpacked()
    {
        string path = _folder.Write("t.csv.gz", IdxFileTests.Gzip("a,b\n1,2\n"u8.ToArray()));
        Assert.Equal([1, 2], CsvFile.Read(path).Values.Array);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,x\n", "line 3, column 2 (b): 'x' is not a number")]
    [InlineData("a,b\n1,1,5\n", "line 2 has 3 fields and the first line 2")]
    [InlineData("a,b\n1,2\n\n3,1e999\n", "line 4, column 2 (b): '1e999' is not a finite number")]
    [InlineData("a,b\n1,\n", "line 2, column 2 (b): '' stands for a missing number")]
    [InlineData("a,b\n1,n/a\n", "line 2, column 2 (b): 'n/a' stands for a missing number")]
    [InlineData("a,b\n", "it has no rows")]
    [InlineData("", "it has no rows")]
    [InlineData("a,b\n1,\"2\n", "line 2")]
    public void AnError_NamesLineAndColumn(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DataFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void MissingNumbers_AreKeptOrTheirRowsDropped_AsAsked()
    {
        const string text = "a,b\n1,2\nNA,3\n4,?\n5,6\n";
        Assert.Equal([1, 2, double.NaN, 3, 4, double.NaN, 5, 6], Read(text, new CsvOptions { Missing = MissingValues.KeepAsNaN }).Values.Array);
        Assert.Equal([1, 2, 5, 6], Read(text, new CsvOptions { Missing = MissingValues.DropRow }).Values.Array);
    }

    [Fact]
    public void AMissingLabel_IsRefusedOrItsRowDropped()
    {
        var options = new CsvOptions { LabelColumn = "b" };
        Assert.Throws<DataFormatException>(() => Read("a,b\n1,x\n2,\n", options));
        Assert.Equal([1], Read("a,b\n1,x\n2,\n", options with { Missing = MissingValues.DropRow }).Values.Array);
    }

    [Fact]
    public void AnUnknownLabelColumn_IsRefused_AndTheOthersListed()
    {
        var error = Assert.Throws<DataFormatException>(() => Read("a,b\n1,2\n", new CsvOptions { LabelColumn = "c" }));
        Assert.Contains("a, b", error.Advice, StringComparison.Ordinal);
        Assert.Throws<DataFormatException>(() => Read("a,b\n1,2\n", new CsvOptions { LabelIndex = 2 }));
    }

    [Fact]
    public void EveryTruncationOfACompressedTable_IsADataFormatException()
    {
        byte[] whole = IdxFileTests.Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,b\n1,2\n", 1)) + "3,4\n"));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut", whole[..length]);
            Assert.Throws<DataFormatException>(() => CsvFile.Read(path));
        }
    }

    private CsvTable Read(string text, CsvOptions? options = null) => CsvFile.Read(_folder.Write("t.csv", text), options);
}
