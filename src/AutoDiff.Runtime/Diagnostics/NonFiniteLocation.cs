using System.Globalization;

namespace AutoDiff.Diagnostics;

/// <summary>Where a number that is not finite was found.</summary>
public enum NonFinitePlace
{
    Parameter,
    Buffer,
    Output,
    Loss,
    OutputGradient,
    ParameterGradient,
}

/// <summary>A number that is not finite.</summary>
/// <param name="Place">In what.</param>
/// <param name="Name">The tensor or layer; empty for the loss.</param>
/// <param name="Element">Position in row-major order; -1 for the loss.</param>
/// <param name="Value">NaN or an infinity.</param>
public sealed record NonFiniteLocation(NonFinitePlace Place, string Name, int Element, double Value)
{
    /// <summary>For instance <c>the output of hidden2, element 17, is NaN</c>.</summary>
    public override string ToString()
    {
        string what = Place switch
        {
            NonFinitePlace.Parameter => $"the parameter {Name}, element {Element},",
            NonFinitePlace.Buffer => $"the buffer {Name}, element {Element},",
            NonFinitePlace.Output => $"the output of {Name}, element {Element},",
            NonFinitePlace.OutputGradient => $"the gradient at the output of {Name}, element {Element},",
            NonFinitePlace.ParameterGradient => $"the gradient of {Name}, element {Element},",
            _ => "the loss",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{what} is {Value}");
    }
}

/// <summary>The first number of each kind that is not finite, in the order in which a step computes them; null where all are finite.</summary>
public sealed record NonFiniteReport
{
    public NonFiniteLocation? Parameter { get; init; }

    public NonFiniteLocation? Buffer { get; init; }

    /// <summary>The first layer of the forward pass.</summary>
    public NonFiniteLocation? Output { get; init; }

    public NonFiniteLocation? Loss { get; init; }

    /// <summary>The first layer of the backward pass, which is the last of the forward pass.</summary>
    public NonFiniteLocation? OutputGradient { get; init; }

    /// <summary>The last tensor in the order of declaration, which the backward pass reaches first.</summary>
    public NonFiniteLocation? ParameterGradient { get; init; }

    /// <summary>The earliest of them: the others may follow from it.</summary>
    public NonFiniteLocation? First => Parameter ?? Buffer ?? Output ?? Loss ?? OutputGradient ?? ParameterGradient;
}
