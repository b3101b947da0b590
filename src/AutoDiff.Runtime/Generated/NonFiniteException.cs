using System.Globalization;
using System.Text;

namespace AutoDiff;

/// <summary>
/// The first number of a forward or backward pass that is infinite or NaN, in a method that asks for <see cref="DifferentiableAttribute.CheckFinite"/>.
/// </summary>
public sealed class NonFiniteException : ArithmeticException
{
    public NonFiniteException()
    {
    }

    public NonFiniteException(string message) : base(message)
    {
    }

    public NonFiniteException(string message, Exception innerException) : base(message, innerException)
    {
    }

    internal NonFiniteException(FiniteCheck.Site site, int element, double value, string operands)
        : base(Text(site, element, value, operands))
    {
        File = site.File;
        Line = site.Line;
        Variable = site.Variable;
        Element = element;
        Value = value;
        IsBackward = site.IsBackward;
    }

    /// <summary>Source file, without folders.</summary>
    public string File { get; } = "";

    /// <summary>One-based line of the statement; for an adjoint, of the statement that is differentiated.</summary>
    public int Line { get; }

    /// <summary>The variable, or what computed the number where it has no name.</summary>
    public string Variable { get; } = "";

    /// <summary>Position in row-major order; −1 for a number.</summary>
    public int Element { get; } = -1;

    /// <summary>The number.</summary>
    public double Value { get; }

    /// <summary>Whether the backward pass computed it.</summary>
    public bool IsBackward { get; }

    private static string Text(FiniteCheck.Site site, int element, double value, string operands)
    {
        var text = new StringBuilder();
        string index = element < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{element}]");
        text.Append(CultureInfo.InvariantCulture, $"{site.File}:{site.Line}: {(site.IsBackward ? "the adjoint " : "")}{site.Variable}{index} is {value}");
        text.Append(CultureInfo.InvariantCulture, $", computed by {site.Operation}");
        if (operands.Length > 0) text.Append(" from ").Append(operands);
        if (site.Source.Length > 0) text.Append(": ").Append(site.Source);
        return text.ToString();
    }
}
