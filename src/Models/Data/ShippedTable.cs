using System.IO.Compression;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Data;

/// <summary>A table that comes with the program: numbers and a class for each row.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Rows">[N, F] row by row.</param>
/// <param name="Features">F.</param>
/// <param name="Labels">[N], from 0.</param>
public sealed record ShippedTable(string Name, double[] Rows, int Features, int[] Labels)
{
    /// <summary>178 wines, 13 measurements, 3 cultivars (S. Aeberhard and M. Forina, 1992; UCI, CC BY 4.0).</summary>
    public static ShippedTable Wine => Read("wine");

    /// <summary>569 biopsies, 30 measurements of cell nuclei, malignant (0) or benign (1) (W. Wolberg et al., 1995; UCI, CC BY 4.0).</summary>
    public static ShippedTable BreastCancer => Read("breast-cancer");

    /// <summary>1797 digits, 64 pixels, 10 classes (E. Alpaydin and C. Kaynak, 1998; UCI, CC BY 4.0).</summary>
    public static ShippedTable Digits => Read("digits");

    private static ShippedTable Read(string name)
    {
        using var packed = typeof(ShippedTable).Assembly.GetManifestResourceStream(name + ".csv.gz")
            ?? throw new InvalidOperationException($"The set '{name}' is not embedded in this assembly.");
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        var table = CsvFile.Read(text, name, new CsvOptions { HasHeader = false, LabelIndex = -1 });
        return new ShippedTable(name, table.Values.Span.ToArray(), table.Values.Shape[1], table.Labels);
    }
}
