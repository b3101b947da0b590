namespace AutoDiff.Serialization;

/// <summary>How to read a table of numbers.</summary>
public sealed record CsvOptions
{
    /// <summary>The first line names the columns.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Between the fields; an ASCII character.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>The name of the column that holds the class; needs a header. At most one of this and <see cref="LabelIndex"/> is set.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The number of the column that holds the class; negative numbers count from the end, -1 is the last.</summary>
    public int? LabelIndex { get; init; }

    public MissingValues Missing { get; init; } = MissingValues.Refuse;

    /// <summary>What stands for a missing number, whatever its case.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = ["", "NA", "N/A", "NaN", "null", "?"];
}
