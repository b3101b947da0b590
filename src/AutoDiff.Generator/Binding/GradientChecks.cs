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
        CheckIntegers(function, context);
        CheckCalls(method, function, context);
        if ((modes & (DerivativeModes.Hvp | DerivativeModes.Hessian | DerivativeModes.HessianDiagonal)) != 0 && Known.IsTensor(ResultType(method), out _)) throw new Refusal(Descriptors.HessianOfTensor, method.Name);
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

    /// <summary>Walks forward what varies with the parameters and backward what the results use.</summary>
    private static void Warn(IMethodSymbol method, Function function, FunctionContext context)
    {
        var influence = new Influence(function.Body);
        var useful = influence.Backward(function.Results.Select(r => r.Value.Id));
        var varied = influence.Forward(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id), s => !IsStep(s.Instruction));
        bool cut = false;
        foreach (var statement in influence.Statements)
        {
            if (!IsStep(statement.Instruction) || !statement.Instruction.Operands.Any(o => varied.Contains(o.Id))) continue;
            if (!useful.Contains(statement.Target.Id) || !context.ZeroDerivatives.TryGetValue(statement.Target.Id, out var origin)) continue;
            cut = true;
            context.Report(Diagnostic.Create(Descriptors.ZeroDerivative, origin.Location, origin.Name));
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

    /// <summary>Refuses numbers with a derivative that are cut off to integers: the gradient would be lost without a word.</summary>
    private static void CheckIntegers(Function function, FunctionContext context)
    {
        if (context.Truncations.Count == 0) return;
        var varied = new Influence(function.Body).Forward(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id), _ => true);
        foreach (var truncation in context.Truncations)
            if (varied.Contains(truncation.Key)) context.Refuse(new Refusal(Descriptors.ActiveToInteger, truncation.Value.Location, truncation.Value.Text), truncation.Value.Location);
    }

    /// <summary>Refuses arguments with a derivative where the called method has none with respect to them.</summary>
    private static void CheckCalls(IMethodSymbol method, Function function, FunctionContext context)
    {
        // Few methods call others as a whole; all others need not be walked through.
        if (context.Places.Count == 0) return;
        var influence = new Influence(function.Body);
        var varied = influence.Forward(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id), s => !IsStep(s.Instruction));
        foreach (var statement in influence.Statements)
        {
            if (statement.Instruction is not Ir.Call call) continue;
            for (int i = 0; i < call.Arguments.Count; i++)
            {
                if (call.Callee.Parameters[i] is not { Type: ElementType.Real, Differentiated: false } || !varied.Contains(call.Arguments[i].Id)) continue;
                var place = context.Places.TryGetValue(statement.Targets[0].Id, out var known) ? known : method.Locations[0];
                string name = call.Callee.Name.Substring(call.Callee.Name.LastIndexOf('.') + 1);
                context.Refuse(new Refusal(Descriptors.NoDerivativeForArgument, place, call.Arguments[i].Name.Length > 0 ? call.Arguments[i].Name : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), name), place);
            }
        }
    }

    private static bool IsStep(Instruction instruction) => instruction is Map { Operator: Operator.Round or Operator.Floor or Operator.Ceiling or Operator.Truncate or Operator.Sign };
}
