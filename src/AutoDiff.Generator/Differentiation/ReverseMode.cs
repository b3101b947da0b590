using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// Reverse mode: the statements of a function followed by those of its adjoint. A scalar first result has the adjoint 1 and the other results are
/// auxiliary; otherwise each real result has an upstream parameter, named <c>dY</c> for a result <c>y</c>, but for those that no derivative can reach:
/// statistics behind <c>StopGradient</c>. Gradients follow the results, one for each differentiated parameter in their order, named <c>dX</c> for a
/// parameter <c>x</c>. An array that the function writes has one parameter <c>dY</c> for both: the adjoint of the state that the function leaves goes in,
/// that of the state it found comes out.
/// </summary>
public static class ReverseMode
{
    /// <param name="function">What to differentiate.</param>
    /// <param name="returnsScalar">
    /// Whether the first result is a number whose adjoint is 1; by default whether it has no dimensions. False for the vector-Jacobian product of such a
    /// function, in which all real results have upstream parameters.
    /// </param>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static Function Gradient(Function function, bool? returnsScalar = null) => Differentiate(function, returnsScalar).Joint;

    /// <summary>The vector-Jacobian product of a function for several directions at once: upstream parameters and gradients are lanes.</summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative, or takes one direction only.</exception>
    public static Function Rows(Function function) => Differentiate(function, returnsScalar: false, ElementType.Lanes).Joint;

    /// <summary>What the gradient of a function saves of its forward pass: nothing where it has no regions, for then the values are at hand.</summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static SavedReport Saved(Function function, bool? returnsScalar = null) => Differentiate(function, returnsScalar).Saved;

    /// <summary>The joint function, and what it keeps of its forward pass.</summary>
    /// <exception cref="NotDifferentiableException">A statement on the way has no derivative.</exception>
    public static (Function Joint, SavedReport Saved) Differentiate(Function function, bool? returnsScalar, ElementType adjointType = ElementType.Real)
    {
        bool isScalar = returnsScalar ?? function.Results[0].Dimensions.Count == 0;
        var differentiated = DifferentiatedResults(function, isScalar);
        var activity = Activity.Of(function, differentiated);
        if (function.HasRegions)
        {
            function = CountedLoops.Prepare(function, activity);
            activity = Activity.Of(function, differentiated);
        }
        var builder = new Builder(function.LastId) { IsAdjoint = true };

        var names = new HashSet<string>(function.Parameters.Select(p => p.Name).Concat(function.Results.Select(r => r.Name)), StringComparer.Ordinal);
        var upstreams = new Upstreams(function, builder, names, adjointType);
        var adjoints = new Adjoints(builder, adjointType);
        foreach (var result in differentiated)
        {
            builder.Source = result.Value.Source;
            var seed = isScalar ? builder.Real(1) : upstreams.Of(result);
            adjoints.Add(result.Value, builder.SumOver(seed, seed.Axes.Except(result.Value.Axes)));
        }
        var sparse = function.Parameters.Where(p => p.Differentiated && p.Sparse).ToDictionary(p => p.Value.Id, p => new SparseGradient(p, builder));
        var reversal = new BlockReversal(builder, activity, new AdjointRules(builder, activity, DefinitionsIn(function.Body)), sparse);
        reversal.Reverse(function.Body, adjoints);

        var gradients = function.Parameters.Where(p => p.Differentiated && !upstreams.Hold(p)).Select(p => GradientOf(p, sparse, adjoints, builder, names))
            .Concat(upstreams.InOut(adjoints)).Concat(Tapped(function, reversal, builder, names)).ToList();
        var (body, saved) = function.HasRegions ? Saving.SavedValues.MakeAvailable(function, builder, reversal.Mirrors) : (function.Body.Concat(builder.Body), SavedReport.Nothing);
        return (function with
        {
            Parameters = function.Parameters.Concat(upstreams.Parameters).ToEquatable(),
            Body = body.ToEquatable(),
            Results = function.Results.Concat(gradients).ToEquatable(),
        }, saved);
    }

    /// <summary>
    /// The results whose adjoints the reverse sweep starts from: a scalar first one alone, or the first one and all others that depend on a
    /// differentiated parameter on a path without <c>StopGradient</c>.
    /// </summary>
    public static IReadOnlyList<Result> DifferentiatedResults(Function function, bool returnsScalar)
    {
        if (returnsScalar) return [function.Results[0]];
        if (function.HasRegions) return function.Results.Where(r => r.Value.Type == ElementType.Real && (r.Written is null || IsDifferentiated(function, r.Written))).ToList();
        var dependent = new HashSet<int>(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id));
        foreach (var statement in function.Body)
            if (statement.Instruction is not Map { Operator: Operator.StopGradient } && statement.Instruction.Operands.Any(o => dependent.Contains(o.Id)))
                dependent.Add(statement.Target.Id);
        return function.Results.Where((r, i) => r.Value.Type == ElementType.Real && (i == 0 || dependent.Contains(r.Value.Id))).ToList();
    }

    private static bool IsDifferentiated(Function function, string written) => function.Parameters.Any(p => p.Name == written && p.Differentiated);

    /// <summary>The name of an adjoint: <c>dX</c> for <c>x</c>.</summary>
    public static string NameOf(string name) => "d" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static Func<Value, Instruction?> DefinitionsIn(IEnumerable<Statement> body)
    {
        var definitions = new Dictionary<int, Instruction>();
        void Register(IEnumerable<Statement> statements)
        {
            foreach (var statement in statements)
            {
                foreach (var target in statement.Targets) definitions[target.Id] = statement.Instruction;
                foreach (var block in statement.Instruction.Blocks) Register(block.Body);
            }
        }
        Register(body);
        return value => definitions.TryGetValue(value.Id, out var instruction) ? instruction : null;
    }

    private static Result GradientOf(Parameter parameter, Dictionary<int, SparseGradient> sparse, Adjoints adjoints, Builder builder, HashSet<string> names)
    {
        string name = Unique(NameOf(parameter.Name), names);
        builder.Source = null;
        return sparse.TryGetValue(parameter.Value.Id, out var rows) && rows.Result(name) is { } result ? result
            : new Result(name, adjoints.Of(parameter.Value) ?? builder.Emit(new Constant(0), adjoints.Type, []), parameter.Dimensions);
    }

    /// <summary>The adjoints at the taps, in the order of the function; 0 where none reaches it.</summary>
    private static IEnumerable<Result> Tapped(Function function, BlockReversal reversal, Builder builder, HashSet<string> names)
    {
        foreach (var statement in function.Body)
        {
            if (statement.Instruction is not Tap tap) continue;
            builder.Source = statement.Target.Source;
            var adjoint = reversal.Taps.Where(t => t.Tap == tap).Select(t => t.Adjoint).FirstOrDefault() ?? builder.Real(0);
            yield return new Result(Unique(NameOf(tap.Name), names), adjoint, tap.Operand.Axes.Select(a => new Dimension(a)).ToEquatable());
        }
    }

    internal static string Unique(string name, HashSet<string> names)
    {
        string candidate = name;
        for (int i = 2; !names.Add(candidate); i++) candidate = name + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return candidate;
    }
}
