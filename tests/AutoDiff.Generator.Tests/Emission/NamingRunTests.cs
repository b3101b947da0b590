namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Names of parameters and axes that generated code uses itself, or that C# reserves.</summary>
[Collection(DerivativeLaw.Collection)]
public class NamingRunTests
{
    private static readonly Theme s_theme = new("""
        Keywords: N,C @class; C @event; @in => @class * @event + @in
        KeywordAxes: int,ref x; ref y => x * y + Sum(x, 0)
        LoopNames: N,C first; C last; chunk; worker => first * last * chunk + worker * Mean(first, 1, true)
        Locals: N,C row; C lanes; start; end => Softmax(row * lanes, 1) * start + end
        MethodLocals: N,C workspace; C frame; saved => workspace * frame * saved
        T GradientLocals: N,C workspace; C frame; saved => Sum(workspace * frame) * saved
        TypeNames: N,C V; C T2 => V * T2 + Sum(V, 0)
        AxisT: T,V x; V y => x * y + Sum(x * x, 0)
        AxisLikeParameter: N,C n; C c => n * c + Mean(n, 0)
        AxisLikeParameterExactly: x,y x; y y => x * y
        AxesThatDifferInCase: N,n x; n y => Sum(x * x, 1, true) * y
        ThreeCases: Row,row,ROW x => Sum(x * x, 1)
        AxisNamedLikeLocals: row,lanes x; lanes y => x * y + Sum(x, 0)
        AxisFirstLast: first,last x => Softmax(x, 0) + Softmax(x, 1)
        AxisWorkspace: workspace,frame x => x * Mean(x, 0)
        Totals: N,C sum; C sumV; total => sum * sumV * Sum(sum, 0) + total
        SumNames: N,C sumPartials; C sumTotals => sumPartials * Sum(sumPartials, 0) * sumTotals
        Results: N,C result; C y => result * y
        UpstreamNames: N,C dResult; C dX; N,1 x => dResult * dX * x
        (Tensor<T> X, Tensor<T> dX) ResultNames: N,C x => (x * x, Exp(x))
        (Tensor<T> @class, T value) ResultKeywords: N,C x => (x * x, Sum(x))
        Constants: N,C one; C half => (1 + one) * half * 0.5 + 2
        Infinity: N,C infinity; C minusInfinity => Max(infinity, 1, true) * minusInfinity
        SystemNames: N,C System; C Math; global => System * Math + global
        Functions: N,C Exp; C Kernels => Exp * Kernels
        Underscores: _n,__C _x; __C __y => _x * __y
        Unicode: Größe,ß größe; ß δ => größe * δ
        Digits: N1,N2,N12 x1; N12 x12 => Sum(x1 * x12, 1)
        Indices: N,C index; M int rows => Gather(index, rows) * 2
        Stash: N,C rowBuffer => Softmax(Tanh(Exp(rowBuffer)), 1)
        Fields: N,C xTensor; C x; sizeN => xTensor * x * sizeN
        SizeNames: N,C sizeC; C sizeN; N,1 C => sizeC * sizeN + C
        Saved: N,C saved1; C saved2 => Softmax(saved1 * saved2, 1) * Exp(saved1)
        Gradient: N,C gradient; C nint => gradient * nint
        Value: N,C value; C multiply => (value * multiply) * Sigmoid(value * multiply)
        """);

    public static TheoryData<string> Names => s_theme.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void NamesOfTheUser_NeverClashWithGeneratedOnes(string name) => s_theme.Check(name);
}
