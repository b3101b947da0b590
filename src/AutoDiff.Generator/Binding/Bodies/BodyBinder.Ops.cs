using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis.Operations;

namespace AutoDiff.Generator.Binding;

internal sealed partial class BodyBinder
{
    /// <summary>The functions of the runtime's Ops, one row each. Parameters are addressed by position where all overloads agree, by name where not.</summary>
    private Term BindOps(Call call)
    {
        if (call.Count == 1 && Mathematics.Unary(call.Name) is { } unary) return Pointwise(call, unary, call.Tensor(0));
        switch (call.Name)
        {
            case "Relu": return Map(call, Operator.Maximum, call.Tensor(0), Algebra.Real(0));
            case "Pow": return Power(call, call.Tensor(0), call.Term(1));
            case "Minimum" or "Maximum" or "Atan2": return Map(call, Mathematics.Binary(call.Name)!.Value, call.Tensor(0), call.Tensor(1));
            case "Clamp": return Map(call, Operator.Clamp, call.Tensor(0), call.Tensor(1), call.Tensor(2));
            case "EqualTo": return Compare(call, Operator.Equal);
            case "NotEqualTo": return Compare(call, Operator.NotEqual);
            case "GreaterOrEqual": return Compare(call, Operator.GreaterOrEqual);
            case "Where": return Select(call);
            case "MaskIndex": return MaskIndex(call);
            case "Indicator": return Map(call, Operator.ToReal, Map(call, Operator.GreaterOrEqual, call.Tensor(0, ElementType.Int), Int(0)));

            case "Sum": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.Sum, x, over, keep));
            case "Prod": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.Product, x, over, keep));
            case "Max": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.Max, x, over, keep));
            case "Min": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.Min, x, over, keep));
            case "LogSumExp": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.LogSumExp, x, over, keep));
            case "Norm": return Reduction(call, (x, over, keep) => Algebra.Reduce(ReduceKind.Norm, x, over, keep));
            case "Mean": return Reduction(call, Algebra.Mean);
            case "Variance": return Reduction(call, (x, over, keep) => Algebra.Variance(x, over, call.Extent(call.Ordinal("correction")), keep));
            case "Softmax" or "LogSoftmax": return Softmax(call);
            default: return BindStructure(call);
        }
    }

    /// <summary>Functions that move elements: products, views, look-ups, and the intrinsics of differentiation.</summary>
    private Term BindStructure(Call call)
    {
        // Arguments are bound before the position of the call is set: their errors are their own.
        switch (call.Name)
        {
            case "MatMul": { var (a, b) = (call.Tensor(0), call.Tensor(1)); return At(call.Operation).Algebra.MatrixProduct(a, b); }
            case "Transpose": { var x = call.Tensor(0); At(call.Operation); return TensorAlgebra.Transpose(x); }
            case "Permute": { var (x, order) = (call.Tensor(0), call.Constants(1)); At(call.Operation); return TensorAlgebra.Permute(x, order); }
            case "Unsqueeze": { var (x, axis) = (call.Tensor(0), call.Constant(1)); At(call.Operation); return TensorAlgebra.Unsqueeze(x, axis); }
            case "Squeeze": { var (x, axis) = (call.Tensor(0), call.Constant(1)); At(call.Operation); return TensorAlgebra.Squeeze(x, axis); }
            case "Reshape": { var (x, shape) = (call.Tensor(0), call.Extents(1)); return At(call.Operation).Algebra.Reshape(x, shape); }
            case "BroadcastTo": { var (x, shape) = (call.Tensor(0), call.Extents(1)); return At(call.Operation).Algebra.BroadcastTo(x, shape); }
            case "Slice": { var (x, axis, start, length) = (call.Tensor(0), call.Constant(1), call.Extent(2), call.Extent(3)); return At(call.Operation).Algebra.Slice(x, axis, start, length); }
            case "Concat": return Concat(call);
            case "Gather": { var (table, indices) = (call.Tensor(0), call.Tensor(1, ElementType.Int)); return At(call.Operation).Algebra.Gather(table, indices); }
            case "Pick": { var (x, indices) = (call.Tensor(0), call.Tensor(1, ElementType.Int)); return At(call.Operation).Algebra.Pick(x, indices); }
            case "EmbeddingBag": return EmbeddingBag(call);
            case "StopGradient": return Map(call, Operator.StopGradient, call.Tensor(0));
            case "ScaleGradient": return Map(call, Operator.ScaleGradient, call.Tensor(0), call.Tensor(1));
            case "StraightThrough": return StraightThrough(call);
            case "Tap": return Tap(call);
            case "Checkpoint": return call.Term(0);
            default: throw Unknown(call);
        }
    }

    private Quantity Tap(Call call)
    {
        var x = Algebra.Materialize(call.Tensor(0));
        if (call.Argument(1).ConstantValue is not { HasValue: true, Value: string name } || !Microsoft.CodeAnalysis.CSharp.SyntaxFacts.IsValidIdentifier(name))
            throw new Refusal(Descriptors.NotConstant, call.Argument(1).Syntax.GetLocation(), call.Text(1), "Tap");
        At(call.Operation);
        return new Quantity(Algebra.Builder.Emit(new Tap(x.Value, name), name), x.Shape);
    }

    private Quantity Int(long number) => Algebra.Quantity(new Integer(Extent.Constant(number)), ElementType.Int);

    private Quantity Compare(Call call, Operator op)
    {
        var left = call.Tensor(0);
        return Map(call, op, left, call.Tensor(1, left.Value.Type));
    }

    private Quantity Select(Call call)
    {
        var condition = call.Tensor(0, ElementType.Bool);
        var wanted = IsIndexed(Whole(call.Term(1))) && IsIndexed(Whole(call.Term(2))) ? ElementType.Int : ElementType.Real;
        return Map(call, Operator.Select, condition, call.Tensor(1, wanted), call.Tensor(2, wanted));
    }

    private Quantity MaskIndex(Call call)
    {
        var indices = call.Tensor(0, ElementType.Int);
        var ignored = Map(call, Operator.Equal, indices, call.Tensor(1, ElementType.Int));
        return Map(call, Operator.Select, ignored, Int(-1), indices);
    }

    private Quantity Reduction(Call call, Func<Quantity, int[], bool, Quantity> reduce)
    {
        var x = call.Tensor(0);
        var axes = call.Has("axis") ? [call.Constant("axis")] : call.Has("axes") ? call.Constants(call.Ordinal("axes")) : null;
        bool keep = call.Has("keepDims") && call.Truth("keepDims");
        At(call.Operation);
        return reduce(x, TensorAlgebra.Positions(x, axes), keep);
    }

    private Quantity Softmax(Call call)
    {
        var (x, axis) = (call.Tensor(0), call.Constant(1));
        return At(call.Operation).Algebra.Softmax(x, axis, log: call.Name == "LogSoftmax");
    }

    private Quantity Concat(Call call)
    {
        var parts = new List<Quantity>();
        if (call.Term(0) is TermList list)
            foreach (var item in list.Items) parts.Add(Algebra.Quantity(item));
        else
            for (int i = 0; i < call.Ordinal("axis"); i++) parts.Add(call.Tensor(i));
        long axis = call.Constant("axis");
        return At(call.Operation).Algebra.Concat(parts, axis);
    }

    private Quantity EmbeddingBag(Call call)
    {
        var (table, indices, offsets) = (call.Tensor(0), call.Tensor(1, ElementType.Int), call.Tensor(2, ElementType.Int));
        var mode = call.Has("mode") ? (BagMode)call.Constant("mode") : BagMode.Sum;
        var weights = call.Has("mode") ? null : call.Tensor(3);
        var padding = new Integer(call.Extent(call.Ordinal("paddingIndex")));
        return At(call.Operation).Algebra.EmbeddingBag(table, indices, offsets, weights, mode, padding);
    }

    /// <summary>The value of a rounding call with the derivative of what is rounded.</summary>
    private Quantity StraightThrough(Call call)
    {
        var argument = call.Argument(0);
        if (argument is not IInvocationOperation inner || Mathematics.Step(inner.TargetMethod.Name) is not { } step || inner.Arguments.Length != 1
            || !(Known.IsOps(inner.TargetMethod.ContainingType) || Known.IsMathematics(inner.TargetMethod.ContainingType)))
            throw new Refusal(Descriptors.StraightThroughArgument, argument.Syntax.GetLocation());
        var x = Number(inner.Arguments[0].Value);
        return Map(call, Operator.StraightThrough, Map(call, step, x), x);
    }
}
