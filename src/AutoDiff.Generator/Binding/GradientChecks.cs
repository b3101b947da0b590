using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Differentiation;
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

    /// <summary>Walks forward what varies with the parameters and backward what the results use.</summary>
    private static void Warn(IMethodSymbol method, Function function, FunctionContext context)
    {
        var flows = Flow.Of(function.Body).Select(f => (From: f.From.Id, To: f.To.Id)).ToList();
        var steps = Steps(function.Body).SelectMany(s => s.Instruction.Operands.Select(o => (From: o.Id, To: s.Target.Id))).ToList();
        var useful = Closure(function.Results.Select(r => r.Value.Id), flows.Concat(steps).Select(f => (f.To, f.From)));
        var varied = Closure(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id), flows);
        bool cut = false;
        foreach (var (from, to) in steps)
        {
            if (!varied.Contains(from) || !useful.Contains(to) || !context.ZeroDerivatives.TryGetValue(to, out var origin)) continue;
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

    /// <summary>The steps among the statements, those inside of regions included.</summary>
    private static IEnumerable<Statement> Steps(IEnumerable<Statement> body) => body.SelectMany(s =>
        s.Instruction is Map { Operator: Operator.Round or Operator.Floor or Operator.Ceiling or Operator.Truncate or Operator.Sign } ? [s] : s.Instruction.Blocks.SelectMany(b => Steps(b.Body)));

    private static HashSet<int> Closure(IEnumerable<int> start, IEnumerable<(int From, int To)> edges)
    {
        var next = edges.ToLookup(e => e.From, e => e.To);
        var reached = new HashSet<int>();
        var open = new Stack<int>(start);
        while (open.Count > 0)
        {
            int id = open.Pop();
            if (!reached.Add(id)) continue;
            foreach (int other in next[id]) open.Push(other);
        }
        return reached;
    }
}
