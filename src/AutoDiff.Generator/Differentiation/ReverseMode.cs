using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Reverse mode: the statements of a function followed by those of its adjoint. A scalar first result has the adjoint 1 and the other results are
/// auxiliary; otherwise each real result has an upstream parameter, named <c>dY</c> for a result <c>y</c>, but for those that no derivative can reach:
/// statistics behind <c>StopGradient</c>. Gradients follow the results, one for each differentiated parameter in their order, named <c>dX</c> for a
/// parameter <c>x</c>.
/// </summary>
public static class ReverseMode
{
    /// <param name="function">What to differentiate.</param>
    /// <param name="returnsScalar">Whether the first result is a number; by default whether it has no dimensions.</param>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static Function Gradient(Function function, bool? returnsScalar = null)
    {
        bool isScalar = returnsScalar ?? function.Results[0].Dimensions.Count == 0;
        var differentiated = DifferentiatedResults(function, isScalar);
        var activity = Activity.Of(function, differentiated);
        var builder = new Builder(function.LastId);
        foreach (var statement in function.Body) builder.Append(statement);
        builder.IsAdjoint = true;

        var names = new HashSet<string>(function.Parameters.Select(p => p.Name).Concat(function.Results.Select(r => r.Name)), StringComparer.Ordinal);
        var upstreams = new List<Parameter>();
        var adjoints = new Adjoints(builder);
        foreach (var result in differentiated)
        {
            builder.Source = result.Value.Source;
            var seed = isScalar ? builder.Real(1) : AddUpstream(result, upstreams, builder, names);
            adjoints.Add(result.Value, builder.SumOver(seed, seed.Axes.Except(result.Value.Axes)));
        }
        var sparse = SweepBackwards(function, activity, builder, adjoints);

        var gradients = function.Parameters.Where(p => p.Differentiated).Select(p => GradientOf(p, sparse, adjoints, builder, names)).ToList();
        return function with
        {
            Parameters = function.Parameters.Concat(upstreams).ToEquatable(),
            Body = builder.Body.ToEquatable(),
            Results = function.Results.Concat(gradients).ToEquatable(),
        };
    }

    /// <summary>
    /// The results whose adjoints the reverse sweep starts from: a scalar first one alone, or the first one and all others that depend on a
    /// differentiated parameter on a path without <c>StopGradient</c>.
    /// </summary>
    public static IReadOnlyList<Result> DifferentiatedResults(Function function, bool returnsScalar)
    {
        if (returnsScalar) return [function.Results[0]];
        var dependent = new HashSet<int>(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id));
        foreach (var statement in function.Body)
            if (statement.Instruction is not Map { Operator: Operator.StopGradient } && statement.Instruction.Operands.Any(o => dependent.Contains(o.Id)))
                dependent.Add(statement.Target.Id);
        return function.Results.Where((r, i) => r.Value.Type == ElementType.Real && (i == 0 || dependent.Contains(r.Value.Id))).ToList();
    }

    /// <summary>The name of an adjoint: <c>dX</c> for <c>x</c>.</summary>
    public static string NameOf(string name) => "d" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static Dictionary<int, SparseGradient> SweepBackwards(Function function, Activity activity, Builder builder, Adjoints adjoints)
    {
        var definitions = function.Body.ToDictionary(s => s.Target.Id, s => s.Instruction);
        var rules = new AdjointRules(builder, activity, v => definitions.TryGetValue(v.Id, out var instruction) ? instruction : null);
        var sparse = function.Parameters.Where(p => p.Differentiated && p.Sparse).ToDictionary(p => p.Value.Id, p => new SparseGradient(p, builder));
        foreach (var statement in function.Body.Reverse())
        {
            if (!activity.IsActive(statement.Target) || adjoints.Of(statement.Target) is not { } adjoint) continue;
            builder.Source = statement.Target.Source;
            foreach (var contribution in rules.Of(statement, adjoint))
            {
                if (!activity.IsActive(contribution.Operand)) continue;
                if (sparse.TryGetValue(contribution.Operand.Id, out var rows)) rows.Add(statement, adjoint, contribution.Make);
                else adjoints.Add(contribution.Operand, contribution.Make());
            }
        }
        return sparse;
    }

    private static Value AddUpstream(Result result, List<Parameter> upstreams, Builder builder, HashSet<string> names)
    {
        string name = Unique(NameOf(result.Name), names);
        var value = builder.NewValue(ElementType.Real, result.Dimensions.Select(d => d.Axis).OfType<Axis>(), name);
        var kind = result.Dimensions.Count == 0 ? ParameterKind.Scalar : ParameterKind.Tensor;
        upstreams.Add(new Parameter(value, name, name, kind, result.Dimensions, Differentiated: false));
        return value;
    }

    private static Result GradientOf(Parameter parameter, Dictionary<int, SparseGradient> sparse, Adjoints adjoints, Builder builder, HashSet<string> names)
    {
        string name = Unique(NameOf(parameter.Name), names);
        builder.Source = null;
        return sparse.TryGetValue(parameter.Value.Id, out var rows) && rows.Result(name) is { } result ? result
            : new Result(name, adjoints.Of(parameter.Value) ?? builder.Real(0), parameter.Dimensions);
    }

    private static string Unique(string name, HashSet<string> names)
    {
        string candidate = name;
        for (int i = 2; !names.Add(candidate); i++) candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }
}
