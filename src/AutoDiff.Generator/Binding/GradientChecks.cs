using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>What a bound function says about its gradients: parameters without influence, derivatives that are zero everywhere, sparse tables.</summary>
internal static class GradientChecks
{
    public static void Run(IMethodSymbol method, Function function, DerivativeModes modes, FunctionContext context)
    {
        CheckSparse(method, function);
        if ((modes & DerivativeModes.Hvp) != 0 && Known.IsTensor(ResultType(method), out _)) throw new Refusal(Descriptors.HessianOfTensor, method.Name);
        if (context.Reports) Warn(method, function, context);
    }

    private static ITypeSymbol ResultType(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements[0].Type : method.ReturnType;

    private static void CheckSparse(IMethodSymbol method, Function function)
    {
        foreach (var parameter in function.Parameters)
        {
            if (!parameter.Sparse) continue;
            bool gathered = parameter.Dimensions.Count > 0 && parameter.Dimensions[0].Axis is { } rows && !function.Results.Any(r => r.Value == parameter.Value)
                && function.Body.All(s => IsLookUp(s.Instruction, parameter.Value, rows) || !s.Instruction.Operands.Contains(parameter.Value));
            if (!gathered) throw new Refusal(Descriptors.SparseGradientNotGathered, Place(method, parameter.Name), parameter.Name);
        }
    }

    private static bool IsLookUp(Instruction instruction, Value table, Axis rows) => instruction switch
    {
        Gather gather => gather.Table == table && gather.Along == rows && gather.Indices != table,
        EmbeddingBag bag => bag.Table == table && bag.Weights != table,
        _ => false,
    };

    private static Location Place(IMethodSymbol method, string parameter) =>
        method.Parameters.FirstOrDefault(p => p.Name == parameter)?.Locations[0] ?? method.Locations[0];

    /// <summary>Walks forward what varies with the parameters and backward what the first result uses.</summary>
    private static void Warn(IMethodSymbol method, Function function, FunctionContext context)
    {
        var useful = new HashSet<int>();
        foreach (var result in function.Results) useful.Add(result.Value.Id);
        for (int i = function.Body.Count - 1; i >= 0; i--)
            if (function.Body[i].Targets.Any(t => useful.Contains(t.Id)))
                foreach (var operand in Active(function.Body[i].Instruction)) useful.Add(operand.Id);

        var varied = new HashSet<int>();
        foreach (var parameter in function.Parameters)
            if (parameter.Differentiated) varied.Add(parameter.Value.Id);
        bool cut = false;
        foreach (var statement in function.Body)
        {
            if (!Active(statement.Instruction).Any(v => varied.Contains(v.Id))) continue;
            if (IsStep(statement.Instruction))
            {
                if (useful.Contains(statement.Target.Id) && context.ZeroDerivatives.TryGetValue(statement.Target.Id, out var origin))
                {
                    cut = true;
                    context.Report(Diagnostic.Create(Descriptors.ZeroDerivative, origin.Location, origin.Name));
                }
                continue;
            }
            varied.UnionWith(statement.Targets.Select(t => t.Id));
        }
        if (!function.Results.Any(r => varied.Contains(r.Value.Id)))
        {
            if (!cut) context.Report(Diagnostic.Create(Descriptors.ResultIndependent, method.Locations[0], method.Name));
            return;
        }
        foreach (var parameter in function.Parameters)
            if (parameter is { Differentiated: true, Owner: null } && !useful.Contains(parameter.Value.Id))
                context.Report(Diagnostic.Create(Descriptors.ParameterWithoutInfluence, Place(method, parameter.Name), parameter.Name));
    }

    private static bool IsStep(Instruction instruction) => instruction is Map { Operator: Operator.Round or Operator.Floor or Operator.Ceiling or Operator.Truncate or Operator.Sign };

    /// <summary>The operands that a derivative passes through.</summary>
    private static IEnumerable<Value> Active(Instruction instruction) => instruction switch
    {
        Map { Operator: Operator.StopGradient or Operator.ToReal } => [],
        Map { Operator: >= Operator.Less and <= Operator.Not } => [],
        Map { Operator: Operator.StraightThrough } map => map.Arguments.Skip(1),
        Map { Operator: Operator.ScaleGradient } map => map.Arguments.Take(1),
        Map { Operator: Operator.Select } map => map.Arguments.Skip(1),
        Gather gather => [gather.Table],
        EmbeddingBag bag => bag.Weights is null ? [bag.Table] : [bag.Table, bag.Weights],
        _ => instruction.Operands.Where(o => o.Type == ElementType.Real),
    };
}
