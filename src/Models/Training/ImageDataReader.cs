using AutoDiff.Models.Data;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Training;

/// <summary>Reads the data of a run: the embedded digits, a folder of idx files, or a CSV file.</summary>
public static class ImageDataReader
{
    private const string ExpectedFiles =
        "Give a folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte (plain or .gz), or a CSV file.";

    /// <param name="path">Folder or file; empty for the digits.</param>
    /// <param name="testFraction">Share of the samples for the test where the data is not divided already.</param>
    /// <param name="seed">Chooses them.</param>
    /// <exception cref="DataFormatException">A file is damaged, or files do not fit together.</exception>
    public static ImageData Read(string path, double testFraction, ulong seed)
    {
        if (path.Length == 0)
        {
            var digits = Digits<float>.Load();
            return Divide("digits", "digits", new ImageSet(digits.Images, digits.Labels), testFraction, seed);
        }
        if (Directory.Exists(path)) return FromFolder(path);
        if (File.Exists(path)) return FromCsv(path, testFraction, seed);
        throw new DataFormatException(path, "there is no such folder or file.", ExpectedFiles);
    }

    private static ImageData FromFolder(string folder)
    {
        var train = ReadPair(folder, "train");
        var test = ReadPair(folder, "t10k");
        if (train.Pixels != test.Pixels)
            throw new DataFormatException(folder, $"the training images have {train.Pixels} pixels and the test images {test.Pixels}.", "Give files of one data set.");
        return Checked(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), folder, train, test);
    }

    private static ImageSet ReadPair(string folder, string prefix)
    {
        string imagePath = Find(folder, prefix + "-images-idx3-ubyte"), labelPath = Find(folder, prefix + "-labels-idx1-ubyte");
        var idx = IdxFile.Read(imagePath);
        if (idx.Shape.Count < 2 || idx.Length == 0)
            throw new DataFormatException(imagePath, $"its extents are [{string.Join(", ", idx.Shape)}]; images have a count, rows and columns.", "Give a file with at least one image.");
        int[] labels = IdxFile.Read(labelPath).ToLabels();
        if (labels.Length != idx.Shape[0])
            throw new DataFormatException(labelPath, $"it has {labels.Length} labels for {idx.Shape[0]} images.", "Give the label file that belongs to the images.");
        return new ImageSet(idx.ToTensor<float>(1 / 255.0).Reshape(idx.Shape[0], -1), labels);
    }

    private static string Find(string folder, string name)
    {
        // Some collections write a dot in front of the type.
        string[] candidates = [name, name + ".gz", name.Replace("-idx", ".idx", StringComparison.Ordinal), name.Replace("-idx", ".idx", StringComparison.Ordinal) + ".gz"];
        return candidates.Select(c => Path.Combine(folder, c)).FirstOrDefault(File.Exists)
            ?? throw new DataFormatException(folder, $"it has no file '{name}' or '{name}.gz'.", ExpectedFiles);
    }

    private static ImageData FromCsv(string path, double testFraction, ulong seed)
    {
        var table = CsvFile.Read(path, new CsvOptions { LabelIndex = -1 });
        return Divide(Path.GetFileName(path), path, new ImageSet(table.ValuesAs<float>(), table.Labels), testFraction, seed);
    }

    private static ImageData Divide(string name, string path, ImageSet all, double testFraction, ulong seed)
    {
        if (all.Count < 4) throw new DataFormatException(path, $"it has {all.Count} samples.", "Give at least 4, so that both parts have some.");
        var split = StratifiedSplit.Create(all.Labels, testFraction, seed);
        return Checked(name, path, all.Select(split.Train), all.Select(split.Test));
    }

    private static ImageData Checked(string name, string path, ImageSet train, ImageSet test)
    {
        foreach (var part in (ImageSet[])[train, test])
        {
            int bad = part.Images.Span.IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (bad >= 0)
                throw new DataFormatException(path, $"pixel {bad % part.Pixels} of image {bad / part.Pixels} is {part.Images.Span[bad]}.", "Remove images with values that are not finite.");
            int negative = Array.FindIndex(part.Labels, l => l < 0);
            if (negative >= 0) throw new DataFormatException(path, $"label {negative} is {part.Labels[negative]}.", "Number the classes from 0.");
        }
        if (train.Count < 2) throw new DataFormatException(path, $"it has {train.Count} training images.", "Give at least 2: batch normalization needs a variance.");
        int classes = Math.Max(train.Labels.Max(), test.Labels.Max()) + 1;
        return new ImageData(name, train, test, classes);
    }
}
