using System.Globalization;
using AutoDiff.Diagnostics;

namespace AutoDiff.Models.Doctor;

/// <summary>Whether weights, layers and gradients of a batch are finite; if not, where it begins.</summary>
internal static class FiniteNumbersCheck
{
    public static Finding Run(Patient patient)
    {
        var network = patient.Examined();
        var loss = patient.Inspect(network);
        var report = NonFiniteSearch.Run(loss);
        if (report.First is not { } first)
        {
            string counted = string.Create(CultureInfo.InvariantCulture, $"{network.Parameters.Length} parameters, {loss.Layers.Count} layers");
            return new Finding("finite numbers", FindingStatus.Pass, 0, counted, "weights, activations and gradients of a batch are finite");
        }
        string layer = report.Output is { } output && output != first ? $"; the first layer it reaches is {output.Name}" : "";
        string cause = loss.Cause(0) is { } text ? "; " + text : "";
        return new Finding("finite numbers", FindingStatus.Fail, first.Value, first.ToString(), "it spreads to everything that is computed from it" + layer + cause,
            first.Place is NonFinitePlace.Parameter or NonFinitePlace.Buffer ? "take an earlier checkpoint, and lower the learning rate or clip the gradient" : "lower the scale of the start or of the inputs, and look at that statement");
    }
}
