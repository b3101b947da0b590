namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>What loops become, and that it computes the same.</summary>
public class LoopRaisingTests
{
    private readonly LoopExamples _e = new();

    private FunctionBuilder F => _e.F;

    private Builder B => _e.B;

    [Fact]
    public void SumOfProducts_IsOneReduction()
    {
        Value x = _e.Span("x"), n = _e.Length(x);
        var raised = Raised(_e.Result(_e.Total(n, i => F.Map(Multiply, B.Read(x, i), F.Map(Sin, B.Read(x, i))))));
        Assert.Equal(["Map", "Map", "Reduce"], Kinds(raised));
    }

    [Fact]
    public void LoopToAnotherLength_IsCheckedAtEntry()
    {
        Value x = _e.Span("x"), y = _e.Span("y");
        var raised = Raised(_e.Result(_e.Total(_e.Length(x), i => F.Map(Multiply, B.Read(x, i), B.Read(y, i)))));
        Assert.Equal(["xLength <= 0 || xLength - 1 < yLength"], raised.Checks.Select(c => c.Expression));
    }

    [Fact]
    public void LengthThatAGuardHasChecked_IsNotCheckedAgain()
    {
        Value x = _e.Span("x"), y = _e.Span("y");
        F.Guard(F.Map(NotEqual, _e.Length(x), _e.Length(y)), "global::System.ArgumentException");
        var raised = Raised(_e.Result(_e.Total(_e.Length(x), i => F.Map(Multiply, B.Read(x, i), B.Read(y, i)))), staysRegion: true);
        Assert.Empty(raised.Checks);
        Assert.DoesNotContain(raised.Body, s => s.Instruction is For);
    }

    [Fact]
    public void CountGivenByAParameter_IsASlice()
    {
        Value x = _e.Span("x"), n = _e.Int("n");
        var raised = Raised(_e.Result(_e.Total(n, i => F.Map(Square, B.Read(x, i)))));
        Assert.Equal(["n >= 0", "n <= 0 || n - 1 < xLength"], raised.Checks.Select(c => c.Expression));
        Assert.Contains("Slice", Kinds(raised));
    }

    [Fact]
    public void ElementwiseWrite_IsATensor()
    {
        Value x = _e.Span("x"), y = F.Output("y", x.Axes[0]), n = _e.Length(x);
        var raised = Raised(_e.Written("y", _e.Each(n, y, (i, a) => B.Write(a, F.Map(Tanh, F.Map(Add, B.Read(x, i), B.Read(a, i))), i))));
        Assert.Equal(["Map", "Map"], Kinds(raised));
    }

    [Fact]
    public void WriteOfAPart_KeepsTheRest()
    {
        Value x = _e.Span("x"), n = _e.Int("n"), y = F.Output("y", x.Axes[0]);
        Raised(_e.Written("y", _e.Each(n, y, (i, a) => B.Write(a, F.Map(Multiply, B.Read(x, i), B.Read(a, F.Map(IntAdd, i, F.Int(2)))), F.Map(IntAdd, i, F.Int(2))))));
    }

    [Fact]
    public void MatrixTimesVector_IsAReductionOfRows()
    {
        Value w = _e.Span("x"), x = _e.Span("w"), n = _e.Int("n"), d = _e.Int("d");
        var y = F.Output("t", FunctionBuilder.Axis("tLength"));
        var state = _e.Each(n, y, (i, a) => B.Write(a, _e.Total(d, j => F.Map(Multiply, B.Read(w, _e.At(i, d, j)), B.Read(x, j)), "j"), i));
        Raised(_e.Written("t", state));
    }

    [Fact]
    public void AccumulationIntoAnElement_IsAReduction()
    {
        Value w = _e.Span("x"), x = _e.Span("w"), n = _e.Int("n"), d = _e.Int("d");
        var y = F.Output("t", FunctionBuilder.Axis("tLength"));
        var state = _e.Each(n, y, (i, a) =>
        {
            var cleared = B.Write(a, F.Real(0), i);
            return _e.Each(d, cleared, (j, b) => B.Write(b, F.Map(Add, B.Read(b, i), F.Map(Multiply, B.Read(w, _e.At(i, d, j)), B.Read(x, j))), i), "j");
        });
        Raised(_e.Written("t", state));
    }

    [Fact]
    public void SumOverColumns_AddsToEachElement()
    {
        Value w = _e.Span("x"), x = _e.Span("w"), n = _e.Int("n"), d = _e.Int("d");
        var y = F.Output("t", FunctionBuilder.Axis("tLength"));
        var state = _e.Each(n, y, (i, a) => _e.Each(d, a, (j, b) => B.AddAt(b, F.Map(Multiply, B.Read(w, _e.At(i, d, j)), B.Read(x, i)), j), "j"));
        Raised(_e.Written("t", state));
    }

    [Fact]
    public void TripleLoop_IsAMatrixProduct()
    {
        Value a = _e.Span("x"), b = _e.Span("w"), n = _e.Int("n"), d = _e.Int("d"), k = _e.Int("k");
        var c = F.Output("y", new Axis("C", Extent.Symbol("n") * Extent.Symbol("k")));
        var state = _e.Each(n, c, (i, s) => _e.Each(k, s, (j, t) =>
            B.Write(t, _e.Total(d, l => F.Map(Multiply, B.Read(a, _e.At(i, d, l)), B.Read(b, _e.At(l, k, j))), "l"), _e.At(i, k, j)), "j"));
        Assert.Contains("Contract", Kinds(Raised(_e.Written("y", state))));
    }

    [Fact]
    public void RowwiseSoftmax_SharesItsAxisBetweenSweeps()
    {
        Value x = _e.Span("x"), n = _e.Int("n"), d = _e.Int("d");
        var y = F.Output("y", new Axis("Y", Extent.Symbol("n") * Extent.Symbol("d")));
        var state = _e.Each(n, y, (i, s) =>
        {
            var max = B.For(F.Int(0), d, [F.Real(double.NegativeInfinity)], (j, m) => [F.Map(Maximum, m[0], B.Read(x, _e.At(i, d, j)))], counterName: "j")[0];
            var exp = B.For(F.Int(0), d, [F.Real(0), s], (j, c) =>
            {
                var e = F.Map(Exp, F.Map(Subtract, B.Read(x, _e.At(i, d, j)), max));
                return [F.Map(Add, c[0], e), B.Write(c[1], e, _e.At(i, d, j))];
            }, counterName: "j");
            return _e.Each(d, exp[1], (j, t) => B.Write(t, F.Map(Divide, B.Read(t, _e.At(i, d, j)), exp[0]), _e.At(i, d, j)), "j");
        });
        Raised(_e.Written("y", state));
    }

    [Fact]
    public void LookUpByAParameter_IsAStrictGather()
    {
        Value x = _e.Span("x"), t = F.Indices("t", FunctionBuilder.Axis("tLength"));
        var raised = Raised(_e.Result(_e.Total(_e.Length(t), i => F.Map(Square, B.Read(x, B.Read(t, i))))), nonNegative: "t");
        Assert.Contains(raised.Body, s => s.Instruction is Gather { IsStrict: true });
    }

    [Fact]
    public void AdditionAtLookedUpPositions_IsAStrictScatter()
    {
        Value x = _e.Span("x"), t = F.Indices("t", FunctionBuilder.Axis("tLength")), y = F.Output("y", FunctionBuilder.Axis("yLength"));
        var raised = Raised(_e.Written("y", _e.Each(_e.Length(t), y, (i, a) => B.AddAt(a, B.Read(x, i), B.Read(t, i)))), nonNegative: "t");
        Assert.Contains(raised.Body, s => s.Instruction is ScatterAdd { IsStrict: true });
    }

    [Fact]
    public void GuardedTerm_IsASelection()
    {
        Value x = _e.Span("x"), n = _e.Length(x);
        var sum = B.For(F.Int(0), n, [F.Real(1)], (i, s) => B.If(F.Map(Greater, B.Read(x, i), F.Real(0)), () => [F.Map(Add, s[0], F.Map(Sqrt, B.Read(x, i)))], () => [s[0]]))[0];
        Assert.Contains(Raised(_e.Result(sum)).Body, s => s.Instruction is Map { Operator: Select });
    }

    [Fact]
    public void Neighbours_AreSlices()
    {
        Value x = _e.Span("x"), n = _e.Length(x);
        F.Guard(F.Map(Less, n, F.Int(1)), "global::System.ArgumentException");
        var sum = _e.Total(n, i => F.Map(Square, F.Map(Subtract, B.Read(x, i), B.Read(x, F.Map(IntSubtract, i, F.Int(1))))), start: F.Int(1));
        var raised = Raised(_e.Result(sum), staysRegion: true);
        Assert.DoesNotContain(raised.Body, s => s.Instruction is For);
        Assert.Empty(raised.Checks);
    }

    [Fact]
    public void ShortInnerLoop_IsWrittenOut()
    {
        Value x = _e.Span("x"), n = _e.Int("k");
        Assert.DoesNotContain(Raised(_e.Result(_e.Total(n, i => F.Map(Sqrt, _e.Total(F.Int(2), j => F.Map(Square, B.Read(x, _e.At(i, F.Int(2), j))), "j"))))).Body, s => s.Instruction is For);
    }

    [Fact]
    public void RunningSum_StaysALoop()
    {
        Value x = _e.Span("x"), y = F.Output("y", x.Axes[0]);
        var state = B.For(F.Int(0), _e.Length(x), [F.Real(0), y], (i, c) =>
        {
            var sum = F.Map(Add, c[0], B.Read(x, i));
            return [sum, B.Write(c[1], sum, i)];
        })[1];
        Stays(_e.Written("y", state), "summed up");
    }

    [Fact]
    public void Recurrence_StaysALoop()
    {
        Value x = _e.Span("x"), y = F.Output("y", x.Axes[0]);
        Stays(_e.Written("y", _e.Each(_e.Length(x), y, (i, a) => B.Write(a, F.Map(Add, B.Read(a, F.Map(IntSubtract, i, F.Int(1))), B.Read(x, i)), i), start: F.Int(1))), "");
    }

    [Fact]
    public void ShiftInPlace_StaysALoop()
    {
        Value y = F.Output("y", FunctionBuilder.Axis("yLength")), n = _e.Int("n");
        Stays(_e.Written("y", _e.Each(n, y, (i, a) => B.Write(a, B.Read(a, F.Map(IntAdd, i, F.Int(1))), i))), "another");
    }

    [Fact]
    public void GuardedNeighbour_StaysALoop()
    {
        Value x = _e.Span("x");
        Stays(_e.Result(_e.Total(_e.Length(x), i => B.If(F.Map(Greater, i, F.Int(0)), () => [B.Read(x, F.Map(IntSubtract, i, F.Int(1)))], () => [F.Real(0)])[0])), "not used in every case");
    }

    [Fact]
    public void ComputedPosition_StaysALoop()
    {
        Value x = _e.Span("x");
        Stays(_e.Result(_e.Total(_e.Length(x), i => B.Read(x, F.Map(IntRemainder, F.Map(IntMultiply, i, F.Int(5)), F.Int(3))))), "not known");
    }

    [Fact]
    public void LoopFromOneOverASpanThatMayBeEmpty_StandsInACondition()
    {
        Value x = _e.Span("x");
        var function = _e.Result(_e.Total(_e.Length(x), i => F.Map(Multiply, B.Read(x, i), B.Read(x, F.Map(IntSubtract, i, F.Int(1)))), start: F.Int(1)));
        var raised = Raised(function, staysRegion: true);
        Assert.DoesNotContain(Laws.All(raised.Body), i => i is For);
        var empty = new Dictionary<string, int> { ["xLength"] = 0 };
        Laws.SameResults(function, raised, empty, Laws.Arguments(function, empty, 1));
    }

    [Fact]
    public void WriteInBothBranches_IsWrittenInEveryCase()
    {
        Value x = _e.Span("x"), y = F.Output("y", FunctionBuilder.Axis("yLength"));
        var state = _e.Each(_e.Length(x), y, (i, a) =>
        {
            var number = B.Read(x, i);
            return B.If(F.Map(Greater, number, F.Real(0)), () => { F.Line("then"); return [B.Write(a, number, i)]; }, () => { F.Line("else"); return [B.Write(a, F.Real(0), i)]; })[0];
        });
        Assert.Equal(["xLength <= 0 || xLength - 1 < yLength"], Raised(_e.Written("y", state)).Checks.Select(c => c.Expression));
    }

    [Fact]
    public void HistoryOfAProduct_StaysALoop()
    {
        Value x = _e.Span("x");
        Stays(_e.Result(B.For(F.Int(0), _e.Length(x), [F.Real(1)], (i, s) => [F.Map(Add, F.Map(Multiply, s[0], F.Real(0.5)), B.Read(x, i))])[0]), "different operations");
    }

    private static Function Raised(Function function, bool staysRegion = false, string? nonNegative = null)
    {
        var raised = function;
        var arguments = Laws.Arguments(function, LoopExamples.Extents, 3);
        if (nonNegative is not null) arguments[nonNegative] = new NamedArray(arguments[nonNegative].Axes, _ => arguments[nonNegative].Data.Length) { Data = { [0] = 1, [1] = 0, [2] = 1, [3] = 4, [4] = 2 } };
        foreach (var pass in Passes.Normalization.Concat(Passes.Raising))
        {
            var before = raised;
            raised = Verifier.Check(pass.Run(before));
            Laws.SameResults(before, raised, LoopExamples.Extents, arguments);
        }
        Assert.True(raised.Body.Any(s => s.Instruction.IsSequential) == staysRegion, string.Join("\n", LoopRaising.Explain(function)) + "\n" + Printer.Print(raised));
        return raised;
    }

    private static void Stays(Function function, string reason)
    {
        Assert.Contains(Verifier.Check(Passes.Prepare(function)).Body, s => s.Instruction is For);
        var report = Assert.Single(LoopRaising.Explain(Passes.Normalize(function)));
        Assert.Contains(reason, report.Reason);
    }

    private static IEnumerable<string> Kinds(Function function) => function.Body.Where(s => s.Instruction is not (Constant or ExtentOf)).Select(s => s.Instruction.GetType().Name);
}
