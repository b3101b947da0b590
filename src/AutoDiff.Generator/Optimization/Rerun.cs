using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// The backward pass of a function with regions: its forward pass hands on only the inputs, and the backward pass runs the forward statements again,
/// together with those of the adjoint.
/// </summary>
public static class Rerun
{
    /// <param name="original">The function before differentiation.</param>
    /// <param name="joint">Its optimized joint function: the same results, then the gradients.</param>
    /// <returns>A function of the inputs, with a path that starts with <c>saved.</c>, and the upstream parameters; its results are the gradients.</returns>
    public static Function Backward(Function original, Function joint)
    {
        var inputs = joint.Parameters.Take(original.Parameters.Count).Select(p => p with { Path = "saved." + p.Name, Owner = null, Differentiated = false });
        return DeadCode.Eliminate(joint with
        {
            Name = original.Name + "Backward",
            Parameters = inputs.Concat(joint.Parameters.Skip(original.Parameters.Count)).ToEquatable(),
            Results = joint.Results.Skip(original.Results.Count).ToEquatable(),
        });
    }
}
