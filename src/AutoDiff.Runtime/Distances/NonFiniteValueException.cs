namespace AutoDiff;

/// <summary>A table of numbers holds NaN or an infinity where only finite numbers have a meaning. Nothing was changed.</summary>
public sealed class NonFiniteValueException : ArgumentException
{
    public NonFiniteValueException()
    {
    }

    public NonFiniteValueException(string message) : base(message)
    {
    }

    public NonFiniteValueException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public NonFiniteValueException(string name, int row, int column, double value)
        : base($"{name}: row {row}, column {column} (both from 0) is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}. Remove the row or fill the value in.")
        => (Row, Column, Value) = (row, column, value);

    /// <summary>Row of the first such value, from 0.</summary>
    public int Row { get; }

    /// <summary>Its column, from 0.</summary>
    public int Column { get; }

    public double Value { get; }
}
