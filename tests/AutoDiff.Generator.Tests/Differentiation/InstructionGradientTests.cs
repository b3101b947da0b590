namespace AutoDiff.Generator.Tests.Differentiation;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>The adjoint of everything that is not pointwise. The result of the instruction under test is squared, so that its adjoint has all axes, and once summed, so that it has none.</summary>
public class InstructionGradientTests
{
    private static readonly Axis N = Axis("N"), C = Axis("C"), D = Axis("D"), K = Axis("K"), B = Axis("B");
    private static readonly Dictionary<string, int> Extents = new() { ["N"] = 3, ["C"] = 2, ["D"] = 4, ["K"] = 2, ["B"] = 2 };

    private static Axis Axis(string name) => FunctionBuilder.Axis(name);

    [Theory]
    [InlineData(ReduceKind.Sum), InlineData(ReduceKind.Product), InlineData(ReduceKind.Max), InlineData(ReduceKind.Min), InlineData(ReduceKind.LogSumExp), InlineData(ReduceKind.Norm)]
    public void Reductions(ReduceKind kind)
    {
        Check(f => f.Reduce(kind, f.Input("x", N, C, D), C));
        Check(f => f.Reduce(kind, f.Input("x", N, C, D), N, D));
        Check(f => f.Reduce(kind, f.Input("x", N, C), N, C));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void Softmaxes(bool log)
    {
        Check(f => f.Builder.Emit(new Softmax(f.Input("x", N, C), EquatableArray.Of(C), log)));
        Check(f => f.Builder.Emit(new Softmax(f.Input("x", N, C, D), EquatableArray.Of(N, D), log)));
    }

    [Fact]
    public void MatrixProducts()
    {
        Check(f => f.Builder.Emit(new Contract(f.Input("a", N, C), f.Input("b", C, D), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", N, C), f.Input("b", D, C), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", C, N), f.Input("b", C, D), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", B, N, C), f.Input("b", B, C, D), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", B, N, C), f.Input("b", C, D), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", N, C), f.Input("b", C), EquatableArray.Of(C))));
        Check(f => f.Builder.Emit(new Contract(f.Input("a", N, C, D), f.Input("b", C, D, K), EquatableArray.Of(C, D))));
    }

    [Fact]
    public void Products_KeepTheMemoryOrderOfTheirFactors()
    {
        var f = new FunctionBuilder("MatMul");
        f.Result("y", f.Builder.Emit(new Contract(f.Input("a", N, C), f.Input("b", C, D), EquatableArray.Of(C))), N, D);
        var joint = ReverseMode.Gradient(f.Build());
        Assert.Equal([N, C], joint.Results[1].Value.Axes);
        Assert.Equal([C, D], joint.Results[2].Value.Axes);
    }

    [Fact]
    public void Lookups()
    {
        Check(f => f.Builder.Emit(new Gather(f.Input("table", K, D), K, f.Indices("index", N))));
        Check(f => f.Builder.Emit(new Gather(f.Input("table", K, D), K, f.Indices("index", N, C))));
        Check(f => f.Builder.Emit(new Gather(f.Input("x", N, K), K, f.Indices("index", N))));
        Check(f => f.Builder.Emit(new Gather(f.Input("x", N, C, K), K, f.Indices("index", N, C))));
        Check(f => f.Builder.Emit(new ScatterAdd(f.Input("x", N, D), K, f.Indices("index", N), default)));
        Check(f => f.Builder.Emit(new ScatterAdd(f.Input("x", N, D), K, f.Indices("index", N), EquatableArray.Of(N))));
    }

    [Fact]
    public void Views()
    {
        var part = new Axis("part", Extent.Constant(2));
        var padded = new Axis("padded", Extent.Symbol("D") + Extent.Constant(3));
        var both = new Axis("both", Extent.Symbol("C") + Extent.Symbol("K"));
        var flat = new Axis("flat", Extent.Symbol("C") * Extent.Symbol("D"));
        var renamed = new Axis("M", Extent.Symbol("N"));
        Check(f => f.Builder.Emit(new Rename(f.Input("x", N, C), N, renamed)));
        Check(f => f.Builder.Emit(new Slice(f.Input("x", N, D), D, part, Extent.One)));
        Check(f => f.Builder.Emit(new Pad(f.Input("x", N, D), D, padded, Extent.One)));
        Check(f => f.Builder.Emit(new Concat(EquatableArray.Of(f.Input("x", N, C), f.Input("z", N, K)), EquatableArray.Of(C, K), both)));
        Check(f => f.Builder.Emit(new Concat(EquatableArray.Of(f.Input("x", N, C), f.Input("z", K)), EquatableArray.Of(C, K), both)));
        Check(f => f.Builder.Emit(new Concat(EquatableArray.Of(f.Input("x", N, C), f.Input("z", N)), EquatableArray.Of(C, K), both)));
        Check(f => f.Builder.Emit(new Reshape(f.Input("x", N, C, D), EquatableArray.Of(N, C, D), EquatableArray.Of(N, flat))));
        Check(f => f.Builder.Emit(new Reshape(f.Input("x", N, flat), EquatableArray.Of(N, flat), EquatableArray.Of(N, C, D))));
    }

    [Theory]
    [InlineData(BagMode.Sum, false), InlineData(BagMode.Sum, true), InlineData(BagMode.Mean, false), InlineData(BagMode.Max, false)]
    public void EmbeddingBags(BagMode mode, bool weighted) => Check(f =>
    {
        var (table, indices, offsets) = (f.Input("table", K, D), f.Indices("index", N), f.Indices("offsets", B));
        return f.Builder.Emit(new EmbeddingBag(table, K, indices, offsets, B, weighted ? f.Input("w", N) : null, mode, null));
    }, arguments => arguments["offsets"].Data[1] = 2);

    [Fact]
    public void SparseTables_GiveTheirRows_AlsoFromTwoLookups()
    {
        var f = new FunctionBuilder("Embedding");
        var table = f.Input("table", K, D);
        var first = f.Builder.Emit(new Gather(table, K, f.Indices("index", N, C)));
        var second = f.Builder.Emit(new Gather(table, K, f.Indices("other", N)));
        var dense = f.Result("loss", f.Sum(f.Map(Square, f.Map(Multiply, first, second)), N, C, D)).Build();
        var sparse = dense with { Parameters = dense.Parameters.Select(p => p with { Sparse = p.Name == "table" }).ToEquatable() };
        var joint = ReverseMode.Gradient(sparse);
        Assert.NotNull(joint.Results[1].SparseRowsOf);
        Laws.SameResults(ReverseMode.Gradient(dense), Passes.Optimize(joint), Extents, Laws.Arguments(joint, Extents, 3));
    }

    [Fact]
    public void SecondDerivative_OfAProductOfOthers_IsRefused()
    {
        var f = new FunctionBuilder("Product");
        var x = f.Input("x", N);
        var others = f.Builder.Emit(new ProductOfOthers(x, EquatableArray.Of(N)));
        Assert.Throws<NotDifferentiableException>(() => ReverseMode.Gradient(f.Result("y", others, N).Build()));
    }

    private static void Check(Func<FunctionBuilder, Value> make, Action<Dictionary<string, NamedArray>>? prepare = null)
    {
        var direct = new FunctionBuilder("Direct");
        var y = make(direct);
        Hold(direct.Result("y", y, y.Axes.Items).Build(), prepare);

        var squared = new FunctionBuilder("Squared");
        y = make(squared);
        Hold(squared.Result("loss", squared.Sum(squared.Map(Square, y), y.Axes.Items)).Build(), prepare);

        var summed = new FunctionBuilder("Summed");
        Hold(summed.Result("loss", summed.Sum(make(summed), y.Axes.Items)).Build(), prepare);

        for (int i = 0; i < y.Axes.Count; i++)
        {
            var partly = new FunctionBuilder("Partly");
            var sum = partly.Sum(make(partly), y.Axes[i]);
            Hold(partly.Result("loss", partly.Sum(partly.Map(Square, sum), sum.Axes.Items)).Build(), prepare);
        }
    }

    private static void Hold(Function function, Action<Dictionary<string, NamedArray>>? prepare)
    {
        var joint = Verifier.Check(ReverseMode.Gradient(function));
        var arguments = Laws.Arguments(joint, Extents, 11, 0.2, 2);
        if (arguments.TryGetValue("offsets", out var offsets)) Array.Clear(offsets.Data);
        prepare?.Invoke(arguments);
        Laws.GradientIsFiniteDifference(function, joint, Extents, arguments);
        Laws.SameResults(joint, Passes.Optimize(joint), Extents, arguments);
        if (!function.Body.Any(s => s.Instruction is EmbeddingBag { Mode: BagMode.Max })) Laws.ForwardAgreesWithReverse(function, Extents, arguments);
    }
}
