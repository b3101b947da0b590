using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Emission.Regions;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Emission;

/// <summary>
/// One pass of a Jacobian or Hessian: seeds go in beside the arguments of the method, tangents or gradients come out. Seeds and what comes out lie end to
/// end in two flat arrays.
/// </summary>
/// <param name="Name">The generated private method.</param>
/// <param name="Function">What it computes; optimized.</param>
/// <param name="Seeds">The parameters for seeds.</param>
/// <param name="Seeded">For each of them what it is the seed of: a parameter or result of the method.</param>
/// <param name="Outputs">What comes out.</param>
/// <param name="IsVector">Whether seeds and outputs are vectors of several directions.</param>
internal sealed record DirectionPass(string Name, Function Function, EquatableArray<Parameter> Seeds, EquatableArray<string> Seeded, EquatableArray<Result> Outputs, bool IsVector)
{
    /// <summary>The pass over a differentiated function.</summary>
    /// <param name="name">The generated private method.</param>
    /// <param name="original">The function before differentiation.</param>
    /// <param name="derivative">After it; not optimized.</param>
    /// <param name="seeded">What the added parameters belong to, in their order.</param>
    /// <param name="outputs">Names of the results that come out.</param>
    /// <param name="isVector">Whether tangents are lanes.</param>
    /// <param name="isSequential">Whether arrays are spans.</param>
    public static DirectionPass Of(string name, Function original, Function derivative, IEnumerable<string> seeded, IReadOnlyList<string> outputs, bool isVector, bool isSequential)
    {
        var own = new HashSet<string>(original.Parameters.Select(p => p.Name), StringComparer.Ordinal);
        var kind = isSequential ? ParameterKind.Span : ParameterKind.Tensor;
        derivative = derivative with { Name = name };
        var results = outputs.Select(o => derivative.Results.First(r => r.Name == o))
            .Select(r => r with { Dimensions = Proper(r.Dimensions), Written = null, SparseRowsOf = null }).ToEquatable();
        var function = Passes.Optimize(derivative with { Results = results });
        function = function with
        {
            Parameters = function.Parameters.Select(p => own.Contains(p.Name) ? p : p with
            {
                Kind = p.Value.Axes.Count == 0 ? ParameterKind.Scalar : kind,
                Dimensions = Proper(p.Dimensions),
                Path = Names.Escape(p.Name),
                Owner = null,
            }).ToEquatable(),
        };
        return new DirectionPass(name, function, function.Parameters.Where(p => !own.Contains(p.Name)).ToEquatable(), seeded.ToEquatable(), function.Results, isVector);
    }

    /// <summary>Whether all that tangents go through can be done in several directions at once.</summary>
    public bool CanBeVector => AllOf(Function.Body).All(CanBeVectorized) && Outputs.All(o => o.Value.Axes.Count == 0 || o.Dimensions.Select(d => d.Axis).OfType<Axis>().SequenceEqual(o.Value.Axes));

    private static bool CanBeVectorized(Statement statement)
    {
        var instruction = statement.Instruction;
        bool isTensor = !instruction.IsSequential && statement.Targets.Concat(instruction.Operands).Any(v => v.Axes.Count > 0);
        if (isTensor) return false;
        if (instruction.Blocks.Count > 0 || !statement.Targets.Concat(instruction.Operands).Any(v => v.Type == ElementType.Lanes)) return true;
        return instruction switch
        {
            Map map => LaneOperators.IsSupported(map.Operator),
            AddAt add => add.Addend.Axes.Count == 0,
            Constant or Read or Write or Zeros or Copy => true,
            _ => false,
        };
    }

    private static IEnumerable<Statement> AllOf(IEnumerable<Statement> body) => body.SelectMany(s => s.Instruction.Blocks.SelectMany(b => AllOf(b.Body)).Prepend(s));

    private static EquatableArray<Dimension> Proper(EquatableArray<Dimension> dimensions) => dimensions.Where(d => d.Axis is not null).ToEquatable();
}
