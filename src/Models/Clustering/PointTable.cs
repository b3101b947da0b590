using AutoDiff.Models.Data;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Clustering;

/// <summary>Rows to cluster, and where they come from.</summary>
/// <param name="Name">For people.</param>
/// <param name="Rows">[n, d].</param>
public sealed record PointTable(string Name, Tensor<double> Rows)
{
    /// <summary>Reads a CSV, npy or idx file, plain or compressed; an empty path stands for the embedded digits.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hasHeader">The first line of a CSV file names the columns.</param>
    /// <param name="labelColumn">A column of a CSV file that is left out; null for none.</param>
    /// <exception cref="DataFormatException">The file is missing, damaged, or holds no table of finite numbers.</exception>
    public static PointTable Read(string path, bool hasHeader, string? labelColumn)
    {
        if (path.Length == 0) return new PointTable("digits", Digits<double>.Load().Images);
        if (!File.Exists(path)) throw new DataFormatException(path, "there is no such file.", "Name a CSV, npy or idx file with --data.");
        var rows = NpyFile.IsNpy(path) ? NpyFile.Read(path)
            : IsIdx(path) ? IdxFile.Read(path).ToTensor<double>()
            : CsvFile.Read(path, new CsvOptions { HasHeader = hasHeader, LabelColumn = labelColumn }).Values;
        if (rows.Rank == 0 || rows.Length == 0)
            throw new DataFormatException(path, $"its shape {rows.Shape} has no rows or no columns.", "Give an array with at least one row and one column.");
        var table = rows.Reshape(rows.Shape[0], -1);
        int bad = table.Span.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0)
            throw new DataFormatException(path, $"row {bad / table.Shape[1]}, column {bad % table.Shape[1]} (both from 0) is {table.Span[bad]}.", "Remove the row or fill the value in.");
        return new PointTable(Path.GetFileName(path), table);
    }

    // Two zero bytes begin every idx file and no text.
    private static bool IsIdx(string path)
    {
        string name = Path.GetFileName(path);
        if (name.Contains("-idx", StringComparison.Ordinal) || name.Contains(".idx", StringComparison.Ordinal)) return true;
        using var stream = File.OpenRead(path);
        return stream.ReadByte() == 0 && stream.ReadByte() == 0;
    }
}
