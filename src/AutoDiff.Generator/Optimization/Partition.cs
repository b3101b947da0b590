using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Splits the joint function of a tensor-valued one into a forward pass, which returns what the backward pass needs, and the backward pass.
/// Of the forward values that the adjoint uses, inputs and results are kept as they are, cheap ones are computed again from smaller ones, the rest is
/// saved: a normalization saves its statistics and not the centered tensor.
/// </summary>
public static class Partition
{
    /// <param name="original">The function before differentiation.</param>
    /// <param name="joint">Its optimized joint function: the same results, then the gradients.</param>
    /// <returns>
    /// Forward has extra results named <c>saved...</c>. Backward has the upstream parameters and, with a path that starts with <c>saved.</c>, the inputs,
    /// results and saved values it needs; its results are the gradients.
    /// </returns>
    public static (Function Forward, Function Backward) Split(Function original, Function joint)
    {
        int primal = original.Results.Count;
        var gradients = joint.Results.Skip(primal).ToList();
        var plan = SavePlan.Of(joint, primal);

        var names = new HashSet<string>(joint.Parameters.Select(p => p.Name).Concat(joint.Results.Select(r => r.Name)), StringComparer.Ordinal);
        var saved = plan.Saved.Select(v => new Result(NameOf(v, names), v, v.Axes.Select(a => new Dimension(a)).ToEquatable())).ToList();
        var forward = DeadCode.Eliminate(joint with
        {
            Parameters = original.Parameters,
            Results = joint.Results.Take(primal).Concat(saved).ToEquatable(),
        });

        var upstream = joint.Parameters.Skip(original.Parameters.Count);
        var inputs = original.Parameters.Where(p => plan.Inputs.Contains(p.Value.Id)).Select(p => p with { Path = "saved." + Capitalized(p.Name), Owner = null });
        var results = joint.Results.Take(primal).Where(r => plan.Results.Contains(r.Value.Id) && AxesOf(r).Count == r.Value.Axes.Count).GroupBy(r => r.Value.Id).Select(g => AsParameter(g.First()));
        var parameters = inputs.Concat(results).Concat(saved.Select(AsParameter)).Concat(upstream).Select(p => p with { Differentiated = false });
        var given = new HashSet<int>(plan.Results.Concat(plan.Saved.Select(v => v.Id)));
        var backward = DeadCode.Eliminate(joint with
        {
            Name = original.Name + "Backward",
            Parameters = parameters.ToEquatable(),
            Body = joint.Body.Where(s => !given.Contains(s.Target.Id)).ToEquatable(),
            Results = gradients.ToEquatable(),
        });
        return (forward, backward);
    }

    private static EquatableArray<Axis> AxesOf(Result result) => result.Dimensions.Select(d => d.Axis).OfType<Axis>().ToEquatable();

    /// <summary>The value as it lies in the memory of the result: a permuted result has the axes in another order.</summary>
    private static Parameter AsParameter(Result result) =>
        new(result.Value with { Axes = AxesOf(result) }, "saved." + Capitalized(result.Name), result.Name, result.Dimensions.Count == 0 ? ParameterKind.Scalar : ParameterKind.Tensor, result.Dimensions, Differentiated: false);

    private static string NameOf(Value value, HashSet<string> names)
    {
        string stem = "saved" + (value.Name.Length > 0 ? Capitalized(value.Name) : "");
        string name = stem;
        for (int i = 1; stem == "saved" && i == 1 || !names.Add(name); i++) name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }

    private static string Capitalized(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
