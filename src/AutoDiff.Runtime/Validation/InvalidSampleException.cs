using System.Globalization;

namespace AutoDiff;

/// <summary>
/// One sample of the data cannot be used: a number that is not finite where only finite numbers have a meaning, a label that is no class, a weight below 0.
/// The message names row and column; nothing was changed by the attempt to use it.
/// </summary>
public sealed class InvalidSampleException : ArgumentException
{
    /// <param name="problem">What is wrong, without the place.</param>
    /// <param name="advice">What to do about it, one sentence.</param>
    /// <param name="row">Number of the sample, from 0.</param>
    /// <param name="column">Number of the feature, from 0; null if the row as a whole is meant.</param>
    /// <param name="table">Name of the table, where there are several; null where there is only one.</param>
    public InvalidSampleException(string problem, string advice, long row, int? column = null, string? table = null)
        : base($"{(table is null ? "" : table + ": ")}{Place(row, column)}: {problem} {advice}")
    {
        Row = row;
        Column = column;
        Table = table;
    }

    public InvalidSampleException()
    {
    }

    public InvalidSampleException(string message) : base(message)
    {
    }

    public InvalidSampleException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Number of the sample, from 0.</summary>
    public long Row { get; }

    /// <summary>Number of the feature, from 0; null if the row as a whole is meant.</summary>
    public int? Column { get; }

    /// <summary>Name of the table, where there are several (data and centroids, say); null where there is only one.</summary>
    public string? Table { get; }

    private static string Place(long row, int? column) => column is null
        ? string.Create(CultureInfo.InvariantCulture, $"row {row}")
        : string.Create(CultureInfo.InvariantCulture, $"row {row}, column {column}");
}
