using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests;

/// <summary>What control flow, arrays and calls become.</summary>
public class RegionBindingTests
{
    [Fact]
    public void AnEarlyReturn_PutsTheRestIntoTheOtherBranch() => Assert.Equal("""
        %3[]:bool = map greaterOrEqual(x, 0)
        %4[] = if %3
          yield x
        else
          yield 0
        result[] := %4
        """, Text("""
        [Differentiable] static double F(double x) { if (x >= 0) return x; return 0; }
        """));

    [Fact]
    public void AChoice_ComputesTheBranchThatIsTaken() => Assert.Equal("""
        %3[]:bool = map greater(x, 0)
        %5[] = if %3
          %4[] = map sqrt(x)
          yield %4
        else
          yield 0
        result[] := %5
        """, Text("""
        [Differentiable] static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;
        """));

    [Fact]
    public void ACheapChoice_IsASelection() => Assert.Equal("""
        %3[]:bool = map greater(x, 0)
        %5[] = map mul(2, x)
        %6[] = map select(%3, x, %5)
        result[] := %6
        """, Text("""
        [Differentiable] static double F(double x) => x > 0 ? x : 2 * x;
        """));

    [Fact]
    public void ACountedLoop_CarriesWhatItAssigns() => Assert.Equal("""
        %17[] = for %4 in 0 .. 2 with %5 = 0
          %8[]:int = map intAdd(%4, 1)
          %9[] = map toReal(%8)
          %10[] = map mul(a, a)
          %11[] = map add(%9, %10)
          %13[] = map div(1, %11)
          %14[] = map add(%5, %13)
          yield %14
        result[] := %17
        """, Text("""
        [Differentiable] static double F(double a) { double s = 0; int unused = 1; for (int i = 0; i < 2; i++) { s += 1 / (i + 1 + a * a); unused = i; } return s; }
        """));

    [Fact]
    public void ALoopDownwards_Descends() => Assert.Equal("""
        %12[] = for %4 in 1 .. extent(xLength) descending with %5 = 0
          %7[] = x[0]
          %8[] = map mul(%5, %7)
          %9[] = x[%4]
          %10[] = map add(%8, %9)
          yield %10
        result[] := %12
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = x.Length - 1; i >= 1; i--) s = s * x[0] + x[i]; return s; }
        """));

    [Fact]
    public void ALoopInSteps_CountsItsTrips() => Assert.Equal("""
        %4[]:int = map intDivide(extent(xLength), 2)
        %15[] = for %6 in 0 .. %4 with %7 = 0
          %9[]:int = map intMultiply(%6, 2)
          %11[]:int = map intAdd(1, %9)
          %12[] = x[%11]
          %13[] = map add(%7, %12)
          yield %13
        result[] := %15
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 1; i < x.Length; i += 2) s += x[i]; return s; }
        """));

    [Fact]
    public void AConditionThatAssigns_IsComputedBeforeTheLoopAndAtItsEnd() => Assert.Equal("""
        %2[] = map mul(x, x)
        %4[]:bool = map greater(%2, 1)
        %16[], %17[], %18[]:bool = while with %8 = %2, %9 = x, %10 = %4
          yield %7
        do
          %12[] = map div(%9, 2)
          %13[] = map mul(%12, %12)
          %15[]:bool = map greater(%13, 1)
          yield %13, %12, %15
        %19[] = map add(%17, %16)
        result[] := %19
        """, Text("""
        [Differentiable] static double F(double x) { double y; while ((y = x * x) > 1) x /= 2; return x + y; }
        """));

    [Fact]
    public void ABreak_IsAFlagInTheCondition() => Assert.Equal("""
        %12[], %13[]:bool = while with %5 = x, %6 = 0
          %4[]:bool = map not(%3)
          yield %4
        do
          %8[] = map div(%5, 2)
          %10[]:bool = map less(%8, 1)
          yield %8, %10
        result[] := %12
        """, Text("""
        [Differentiable] static double F(double x) { while (true) { x /= 2; if (x < 1) break; } return x; }
        """));

    [Fact]
    public void AContinue_LeavesOutTheRest() => Assert.Equal("""
        %13[] = for %4 in 0 .. extent(xLength) with %5 = 0
          %6[] = x[%4]
          %8[]:bool = map less(%6, 0)
          %11[] = if %8
            yield %5
          else
            %9[] = x[%4]
            %10[] = map add(%5, %9)
            yield %10
          yield %11
        result[] := %13
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; s += x[i]; } return s; }
        """));

    [Fact]
    public void AReturnInsideOfALoop_EndsItAndWhatFollows() => Assert.Equal("""
        %22[]:int, %23[]:bool, %24[] = while with %9 = 0, %10 = 0, %18 = 0
          %5[]:bool = map not(%4)
          %7[]:bool = map less(%3, extent(xLength))
          %8[]:bool = map and(%5, %7)
          yield %8
        do
          %11[] = x[%9]
          %12[]:bool = map greater(%11, t)
          %14[] = if %12
            %13[] = map mul(%11, t)
            yield %13
          else
            yield 0
          %17[]:int = map intAdd(%9, 1)
          yield %17, %12, %14
        %26[]:bool = map not(%23)
        %28[] = if %26
          yield t
        else
          yield %24
        result[] := %28
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> x, double t) { foreach (var v in x) if (v > t) return v * t; return t; }
        """));

    [Fact]
    public void ADoLoop_RunsOnceAtLeast() => Assert.Equal("""
        %11[], %12[]:bool = while with %4 = x, %5 = 1
          yield %3
        do
          %7[] = map div(%4, 2)
          %9[]:bool = map greater(%7, 1)
          yield %7, %9
        result[] := %11
        """, Text("""
        [Differentiable] static double F(double x) { do x /= 2; while (x > 1); return x; }
        """));

    [Fact]
    public void AGuard_Throws() => Assert.Equal("""
        %5[]:bool = map less(extent(n), 1)
        if %5
          throw global::System.ArgumentException("too small", "n")
        else
        %7[] = map mul(x, extent(n))
        result[] := %7
        """, Text("""
        [Differentiable] static double F(double x, int n) { if (n < 1) throw new ArgumentException("too small", nameof(n)); return x * n; }
        """));

    [Fact]
    public void ASwitchExpression_IsAChainOfConditionals() => Assert.Equal("""
        %5[]:bool = map greater(extent(n), 3)
        %17[] = if %5
          %6[] = map exp(x)
          yield %6
        else
          %9[]:bool = map equal(extent(n), 1)
          %12[]:bool = map equal(extent(n), 2)
          %13[]:bool = map or(%9, %12)
          %16[] = if %13
            %14[] = map mul(x, x)
            yield %14
          else
            %15[] = map sin(x)
            yield %15
          yield %16
        result[] := %17
        """, Text("""
        [Differentiable] static double F(double x, int n) => n switch { > 3 => Math.Exp(x), 1 or 2 => x * x, _ => Math.Sin(x) };
        """));

    [Fact]
    public void AnOperandThatMayFail_IsComputedOnlyWhereItDecides() => Assert.Equal("""
        %5[]:bool = map less(extent(n), extent(xLength))
        %10[]:bool = if %5
          %7[] = x[extent(n)]
          %9[]:bool = map greater(%7, 0)
          yield %9
        else
          yield 0
        %14[] = if %10
          %13[] = x[0]
          yield %13
        else
          yield 1
        result[] := %14
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { if (n < x.Length && x[n] > 0) return x[0]; return 1; }
        """));

    [Fact]
    public void APartOfASpan_IsAnOffset() => Assert.Equal("""
        %20[] = for %5 in 0 .. 2 with %6 = 0
          %8[]:int = map intMultiply(%5, extent(xLength))
          %18[] = for %11 in 0 .. extent(xLength) with %12 = %6
            %13[]:int = map intAdd(%8, %11)
            %14[] = w[%13]
            %15[] = x[%11]
            %16[] = map mul(%14, %15)
            %17[] = map add(%12, %16)
            yield %17
          yield %18
        result[] := %20
        """, Text("""
        [Differentiable] static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < 2; i++) { var row = w.Slice(i * x.Length, x.Length); for (int j = 0; j < x.Length; j++) s += row[j] * x[j]; } return s; }
        """));

    [Fact]
    public void AWrittenSpan_IsAResult() => Assert.Equal("""
        %12[yLength] = for %5 in 1 .. extent(yLength) with %6 = y
          %8[]:int = map intSubtract(%5, 1)
          %9[] = %6[%8]
          %10[] = map add(%9, x)
          %11[yLength] = write %6[%5] := %10
          yield %11
        %14[yLength] = add %12[0] += x
        yOut[yLength] := %14
        """, Text("""
        [Differentiable] static void F(Span<double> y, double x) { for (int i = 1; i < y.Length; i++) y[i] = y[i - 1] + x; y[0] += x; }
        """));

    [Fact]
    public void AComputedLength_DefinesAnExtent() => Assert.Equal("""
        %10[]:int = while with %6 = 1
          %5[]:bool = map less(%3, extent(n))
          yield %5
        do
          %8[]:int = map intMultiply(%6, 2)
          yield %8
        %11[]:int = extent aLength := %10
        %12[aLength] = zeros
        %14[aLength] = write %12[0] := x
        %16[] = %14[0]
        result[] := %16
        """, Text("""
        [Differentiable] static double F(double x, int n) { int m = 1; while (m < n) m *= 2; var a = new double[m]; a[0] = x; return a[0]; }
        """));

    [Fact]
    public void SwappedBuffers_AreSwappedValues() => Assert.Equal("""
        %3[D2] = zeros
        %4[D2] = zeros
        %15[D2], %16[D2] = for %7 in 0 .. extent(n) with %8 = %3, %9 = %4
          %11[] = %8[1]
          %12[] = map add(%11, x)
          %14[D2] = write %9[0] := %12
          yield %14, %8
        %18[] = %15[0]
        result[] := %18
        """, Text("""
        [Differentiable] static double F(double x, int n) { var a = new double[2]; var b = new double[2]; for (int i = 0; i < n; i++) { b[0] = a[1] + x; (a, b) = (b, a); } return a[0]; }
        """));

    [Fact]
    public void Recursion_IsACall() => Assert.Equal("""
        %5[]:bool = map lessOrEqual(extent(n), 0)
        %10[] = if %5
          yield 1
        else
          %8[] = call global::Formulas.F(x, extent(n - 1))
          %9[] = map mul(x, %8)
          yield %9
        result[] := %10
        """, Text("""
        [Differentiable] static double F(double x, int n) => n <= 0 ? 1 : x * F(x, n - 1);
        """));

    [Fact]
    public void Structs_AreTheirMembers() => Assert.Equal("""
        %4[] = map mul(pY, k)
        X[] := %4
        Y[] := pY
        """, Text("""
        public record struct P(double X, double Y);
        public static partial class Formulas { [Differentiable] public static P F(P p, double k) => p with { X = p.Y * k }; }
        """));

    /// <summary>The lines of the function, indented as its blocks, without comments and alignment.</summary>
    private static string Text(string members)
    {
        string source = members.Contains("partial class", StringComparison.Ordinal) ? members : TestCompilation.InClass(members);
        var lines = Printer.Print(TestCompilation.Bind(source, "F")).Split('\n').Skip(1);
        return string.Join("\n", lines.Select(l => System.Text.RegularExpressions.Regex.Replace(l.Split(" ;")[0], @"(?<=\S)\s+", " ").TrimEnd()).Where(l => l.Length > 0).Select(l => l[2..]));
    }
}
