namespace AutoDiff.Models.Training;

/// <summary>Labelled images.</summary>
/// <param name="Images">[N, I], pixels from 0 to 1.</param>
/// <param name="Labels">Class numbers from 0, [N].</param>
public sealed record ImageSet(Tensor<float> Images, int[] Labels)
{
    public int Count => Labels.Length;

    public int Pixels => Images.Dimension(1);

    /// <summary>Copies some images and their labels into a batch.</summary>
    /// <param name="rows">Numbers of the images.</param>
    /// <param name="images">[rows, I].</param>
    /// <param name="labels">[rows].</param>
    public void CopyTo(ReadOnlySpan<int> rows, Tensor<float> images, Tensor<int> labels)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            Images.Span.Slice(rows[i] * Pixels, Pixels).CopyTo(images.Span[(i * Pixels)..]);
            labels.Span[i] = Labels[rows[i]];
        }
    }

    /// <summary>Some of the images, copied.</summary>
    public ImageSet Select(ReadOnlySpan<int> rows)
    {
        var images = Tensor<float>.Zeros(rows.Length, Pixels);
        var labels = new int[rows.Length];
        CopyTo(rows, images, Tensor<int>.Wrap(labels, labels.Length));
        return new ImageSet(images, labels);
    }
}

/// <summary>Data that is divided into training and test.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To measure with.</param>
/// <param name="Classes">Number of classes.</param>
public sealed record ImageData(string Name, ImageSet Train, ImageSet Test, int Classes)
{
    public int Pixels => Train.Pixels;

    public string Description => $"{Name}: {Train.Count} training and {Test.Count} test images of {Pixels} pixels in {Classes} classes";
}
