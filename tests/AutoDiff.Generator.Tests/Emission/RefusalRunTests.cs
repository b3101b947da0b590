namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Arguments that the annotated method refuses are refused by its derivative, before anything is read through them.</summary>
[Collection(DerivativeLaw.Collection)]
public class RefusalRunTests
{
    private static readonly Theme s_theme = new("""
        GatherRows: N,C x; M int k => Gather(x, k)
        GatherSpan: N,C x; M int span k => Gather(x, k)
        GatherSparse: N,C sparse x; M int k => Gather(x, k)
        GatherMasked: N,C x; M int k => Gather(x, MaskIndex(k, 0))
        GatherWhere: N,C x; M int k => Gather(x, Where(EqualTo(k, 0), 1, k))
        GatherComputed: N,C x; M int k => Gather(x * x, k)
        PickRows: N,C x; N int k => Pick(x, k)
        T PickLoss: N,C x; N int span k => -Mean(Pick(LogSoftmax(x, 1), k))
        T PickMasked: N,C x; N int k => -Sum(Pick(LogSoftmax(x, 1), MaskIndex(k, 1)))
        GatherTransposed: N,C x; M int k => Gather(Transpose(x), k)
        BagSum: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Sum)
        BagSparse: N,C sparse x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean)
        BagTransposed: N,C x; M int span k; B int span o => EmbeddingBag(Transpose(x), k, o, BagMode.Max)
        """);

    public static TheoryData<string> Names => s_theme.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IndexBeyondTheExtent_IsRefused(string name)
    {
        var method = s_theme.Method(name);
        var arguments = Arguments(method);
        arguments.Integers[0].Span[^1] = 1_000_000;
        Assert.ThrowsAny<IndexOutOfRangeException>(() => Run(method, arguments, arguments.Inputs.Select(i => i.Tensor).ToArray(), arguments.Gradients.Select(g => g.Tensor).ToArray()));
    }

    /// <summary>Where the backward pass reads the argument.</summary>
    [Theory]
    [InlineData("GatherComputed")]
    [InlineData("PickLoss")]
    [InlineData("PickMasked")]
    public void DestinationThatIsTheMemoryOfAnArgument_IsRefused(string name)
    {
        var method = s_theme.Method(name);
        var arguments = Arguments(method);
        var inputs = arguments.Inputs.Select(i => i.Tensor).ToArray();
        Assert.ThrowsAny<ArgumentException>(() => Run(method, arguments, inputs, inputs));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TensorOfAnotherRank_IsRefused(string name)
    {
        var method = s_theme.Method(name);
        var arguments = Arguments(method);
        var x = arguments.Inputs[0].Tensor;
        Assert.Throws<ShapeMismatchException>(() => Run(method, arguments, [x.WithShape(new TensorShape(x.Length))], arguments.Gradients.Select(g => g.Tensor).ToArray()));
    }

    private static Arguments<double> Arguments(CompiledMethod method) => Arguments<double>.Random(method.Model,
        method.Model.Function.Symbols.Where(s => s.Dimension is not null).Select(s => s.Symbol).Distinct().ToDictionary(s => s, _ => 4), seed: 1);

    private static void Run(CompiledMethod method, Arguments<double> a, Tensor<double>[] inputs, Tensor<double>[] gradients) =>
        method.Derivative<double>()(inputs, [.. a.Integers], a.Upstream.Select(u => u.Tensor).ToArray(), a.Results.Select(r => r.Tensor).ToArray(), gradients);
}
