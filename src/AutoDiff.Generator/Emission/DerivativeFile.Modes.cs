using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Emission;

// What is generated besides the gradient, as the modes of the attribute say.
internal sealed partial class DerivativeFile
{
    /// <summary>For each product of a Hessian among the results the parameter it belongs to.</summary>
    private readonly Dictionary<string, Parameter> _products = new(StringComparer.Ordinal);

    /// <param name="function">The normalized function.</param>
    /// <param name="joint">Its joint function, not yet optimized.</param>
    /// <param name="finish">What is done with a derivative before it is written: optimization, or checks behind each statement.</param>
    public void WriteModes(Function function, Function joint, Func<Function, Function> finish)
    {
        if (Wants(DerivativeModes.Jvp)) WriteJvp(finish(ForwardMode.Jvp(function)));
        if (Wants(DerivativeModes.Hvp)) WriteHvp(finish(ForwardMode.Hvp(function, Passes.Normalize(joint))));
        WriteMatrices(function);
    }

    private bool Wants(DerivativeModes mode) => (model.Modes & mode) != 0;

    /// <summary>A blank line between members.</summary>
    private void Separate()
    {
        if (_w.ToString().Length > 0) _w.Line();
    }
}
