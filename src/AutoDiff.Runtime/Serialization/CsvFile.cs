using CsvHelper;

namespace AutoDiff.Serialization;

/// <summary>
/// Reads tables of numbers (RFC 4180, numbers with a decimal point whatever the culture), plain or compressed with gzip.
/// Every error names the line and the column.
/// </summary>
public static class CsvFile
{
    /// <exception cref="DataFormatException">The text is no table of numbers as the options describe it.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static CsvTable Read(string path, CsvOptions? options = null)
    {
        using var stream = InputFile.Open(path);
        return Read(stream, path, options);
    }

    /// <summary>Reads text from a stream, unpacked already; <paramref name="name"/> stands for it in errors.</summary>
    public static CsvTable Read(Stream stream, string name, CsvOptions? options = null)
    {
        options ??= new CsvOptions();
        if (options.LabelColumn is not null && (options.LabelIndex is not null || !options.HasHeader))
            throw new ArgumentException("LabelColumn needs a header and excludes LabelIndex.", nameof(options));
        var format = new CsvReaderOptions
        {
            Separator = options.Delimiter,
            HasHeader = options.HasHeader,
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        };
        try
        {
            using var reader = CsvReader.Create(stream, format, leaveOpen: true);
            return new CsvTableBuilder(name, options).Read(reader);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw InputFile.Damaged(name, e);
        }
        catch (CsvFormatException e)
        {
            throw new DataFormatException(name, $"line {e.LineNumber}: {e.Message}", "Quote whole fields and double the quotes inside them.", e);
        }
    }
}
