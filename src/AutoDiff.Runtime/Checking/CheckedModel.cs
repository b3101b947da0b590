using System.ComponentModel;

namespace AutoDiff.Checking;

/// <summary>A model under check, whose parameters are a part of the flat point.</summary>
/// <param name="model">The model, which takes the numbers of each point.</param>
/// <param name="start">Where its parameters start in the flat point.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CheckedModel(IModel<double> model, int start)
{
    /// <summary>Moves the model to a point.</summary>
    public void Take(ReadOnlySpan<double> point) => point.Slice(start, model.Parameters.Length).CopyTo(model.Parameters);

    /// <summary>Prepares a gradient container so that an element which is not assigned shows.</summary>
    public static void Clear(IModel<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Parameters.Fill(double.NaN);
    }

    /// <summary>Puts the gradient of the model into its place.</summary>
    public void Write(IModel<double> gradient, Span<double> into)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Parameters.CopyTo(into[start..]);
    }
}
