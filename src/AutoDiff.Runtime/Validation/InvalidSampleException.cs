using System.Globalization;

namespace AutoDiff;

/// <summary>One sample of the data cannot be used. The message names it; nothing was changed by the attempt to use it.</summary>
public sealed class InvalidSampleException : ArgumentException
{
    /// <param name="problem">What is wrong, without the place.</param>
    /// <param name="advice">What to do about it, one sentence.</param>
    /// <param name="row">Number of the sample, from 0.</param>
    /// <param name="column">Number of the feature, from 0; null if the row as a whole is meant.</param>
    public InvalidSampleException(string problem, string advice, long row, int? column = null)
        : base($"{Place(row, column)}: {problem} {advice}")
    {
        Row = row;
        Column = column;
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

    private static string Place(long row, int? column) => column is null
        ? string.Create(CultureInfo.InvariantCulture, $"row {row}")
        : string.Create(CultureInfo.InvariantCulture, $"row {row}, column {column}");
}
