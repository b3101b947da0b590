using System.IO.Compression;
using System.Numerics;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Data;

/// <summary>
/// The handwritten digits of the UCI repository (E. Alpaydin and C. Kaynak, 1998; CC BY 4.0), which come with the program:
/// 1797 images of 8 x 8 pixels and their digits.
/// </summary>
/// <param name="Images">[1797, 64], pixels from 0 to 1.</param>
/// <param name="Labels">The digit, 0 to 9, of each image.</param>
public sealed record Digits<T>(Tensor<T> Images, int[] Labels)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The largest count in the file: 4 x 4 pixels, all set.</summary>
    private const double FullPixel = 16;

    /// <summary>Unpacks and reads the digits.</summary>
    public static Digits<T> Load()
    {
        using var packed = typeof(Digits<T>).Assembly.GetManifestResourceStream("digits.csv.gz")
            ?? throw new InvalidOperationException("The digits are not embedded in this assembly.");
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        var table = CsvFile.Read(text, "digits.csv.gz", new CsvOptions { HasHeader = false, LabelIndex = -1 });
        return new Digits<T>(table.ValuesAs<T>(1 / FullPixel), table.Labels);
    }

    /// <summary>Copies the images and labels of some rows, for instance one part of a <see cref="StratifiedSplit"/>.</summary>
    public Digits<T> Select(ReadOnlySpan<int> rows)
    {
        int width = Images.Shape[1];
        var images = Tensor<T>.Zeros(rows.Length, width);
        var labels = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            Images.Span.Slice(rows[i] * width, width).CopyTo(images.Span[(i * width)..]);
            labels[i] = Labels[rows[i]];
        }
        return new Digits<T>(images, labels);
    }
}
