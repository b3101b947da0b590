using System.Numerics;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Arguments of an annotated method for given extents: numbers, integers and upstream gradients.</summary>
internal sealed class Arguments<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, int> _sizes;

    private Arguments(MethodModel model, Dictionary<string, int> sizes)
    {
        _sizes = sizes;
        Reals = model.Function.Parameters.Where(IsReal).ToList();
        Inputs = Reals.Select(p => new Guarded<T>(Shape(p.Dimensions))).ToList();
        Results = model.Function.Results.Select(r => new Guarded<T>(Shape(r.Dimensions))).ToList();
        Upstream = model.Function.Results.Select(r => new Guarded<T>(Shape(r.Dimensions))).ToList();
        Gradients = Reals.Select(p => new Guarded<T>(Shape(p.Dimensions))).ToList();
        Integers = [];
    }

    public List<Parameter> Reals { get; }
    public List<Guarded<T>> Inputs { get; }
    public List<Guarded<T>> Results { get; }
    public List<Guarded<T>> Upstream { get; }
    public List<Guarded<T>> Gradients { get; }
    public List<Tensor<int>> Integers { get; private set; }

    /// <summary>Random numbers that float and double both hold exactly, away from the places where functions of the language have kinks.</summary>
    public static Arguments<T> Random(MethodModel model, Dictionary<string, int> sizes, int seed)
    {
        var arguments = new Arguments<T>(model, sizes);
        var random = new Random(seed);
        for (int i = 0; i < arguments.Reals.Count; i++)
            foreach (ref var x in arguments.Inputs[i].Tensor.Span)
                x = T.CreateChecked(Number(random, positive: arguments.Reals[i].Name[0] is 'p' or 'q'));
        for (int i = 0; i < arguments.Upstream.Count; i++)
            foreach (ref var x in arguments.Upstream[i].Tensor.Span)
                x = model.ReturnsScalar ? (i == 0 ? T.One : T.Zero) : T.CreateChecked(Number(random, positive: false));
        arguments.Integers = model.Function.Parameters.Where(p => !IsReal(p)).Select(p => arguments.IntegersOf(p, model.Function, random)).ToList();
        return arguments;
    }

    /// <summary>The same arguments in another precision.</summary>
    public Arguments<TOther> As<TOther>(MethodModel model)
        where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther>
    {
        var other = new Arguments<TOther>(model, _sizes) { Integers = Integers };
        for (int i = 0; i < Inputs.Count; i++) Copy(Inputs[i], other.Inputs[i]);
        for (int i = 0; i < Upstream.Count; i++) Copy(Upstream[i], other.Upstream[i]);
        return other;

        static void Copy(Guarded<T> from, Guarded<TOther> to)
        {
            for (int i = 0; i < from.Tensor.Length; i++) to.Tensor.Span[i] = TOther.CreateChecked(from.Tensor.Span[i]);
        }
    }

    /// <summary>Odd multiples of 1/64 in [-2, 2], a little off, in 24 bits.</summary>
    private static double Number(Random random, bool positive)
    {
        int odd = positive ? random.Next(16, 64) * 2 + 1 : random.Next(-64, 64) * 2 + 1;
        return odd / 64.0 + random.Next(-(1 << 13), 1 << 13) / (double)(1 << 21);
    }

    private Tensor<int> IntegersOf(Parameter parameter, Function function, Random random)
    {
        if (parameter.Kind is ParameterKind.Integer && _sizes.TryGetValue(parameter.Name, out int size)) return new Tensor<int>([size], 0, new TensorShape(1));
        int[] shape = Shape(parameter.Dimensions);
        int length = shape.Aggregate(1, (a, b) => a * b), bound = Bound(parameter, function);
        var values = new int[length];
        bool offsets = function.Body.Any(s => s.Instruction is EmbeddingBag bag && bag.Offsets == parameter.Value);
        for (int i = 0; i < length; i++) values[i] = offsets ? random.Next(0, bound + 1) : random.Next(parameter.Kind == ParameterKind.IndexTensor || parameter.Kind == ParameterKind.IndexSpan ? -1 : 0, bound);
        if (offsets)
        {
            Array.Sort(values);
            if (length > 0) values[0] = 0;
        }
        return new Tensor<int>(values, 0, new TensorShape(shape));
    }

    /// <summary>One more than the largest allowed value.</summary>
    private int Bound(Parameter parameter, Function function)
    {
        int bound = int.MaxValue;
        foreach (var statement in function.Body)
        {
            if (statement.Instruction is Gather gather && Sources(gather.Indices).Contains(parameter.Value.Id)) bound = Math.Min(bound, Extent(gather.Along.Extent));
            if (statement.Instruction is EmbeddingBag bag && bag.Indices == parameter.Value) bound = Math.Min(bound, Extent(bag.Along.Extent));
            if (statement.Instruction is EmbeddingBag other && other.Offsets == parameter.Value) return Extent(other.Indices.Axes[0].Extent);
        }
        return bound == int.MaxValue ? 3 : bound;

        HashSet<int> Sources(Value value)
        {
            var ids = new HashSet<int> { value.Id };
            foreach (var statement in function.Body.Reverse())
                if (ids.Contains(statement.Target.Id)) ids.UnionWith(statement.Instruction.Operands.Where(o => o.Type == ElementType.Int).Select(o => o.Id));
            return ids;
        }
    }

    private static bool IsReal(Parameter parameter) => parameter.Kind is ParameterKind.Tensor or ParameterKind.Span or ParameterKind.Scalar;

    private int[] Shape(IEnumerable<Dimension> dimensions)
    {
        int[] shape = dimensions.Select(d => d.Axis is { } axis ? Extent(axis.Extent) : 1).ToArray();
        return shape.Length == 0 ? [1] : shape;
    }

    private int Extent(Extent extent) => Math.Max(0, Interpreter.Extent(extent, _sizes));
}
