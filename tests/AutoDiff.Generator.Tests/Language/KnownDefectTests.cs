namespace AutoDiff.Generator.Tests.Language;

/// <summary>Each program that other systems have got wrong is right here, in both modes.</summary>
public class KnownDefectTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, LanguageMethod>> s_methods = new(() => LanguageTable.Compile(KnownDefects.Members));

    private static readonly double[] s_four = [0.7, -0.4, 1.3, 0.9];

    [Fact]
    public void LoopOfReciprocals_IsDifferentiated() => Exact("LoopOfReciprocals", [[0.7]], [-2 * 0.7 / (1.49 * 1.49) - 2 * 0.7 / (2.49 * 2.49)]);

    [Fact]
    public void ActiveStartOfALoop_HasInfluenceThroughEveryIteration() => Differences("ActiveStartOfALoop", [0.1], [0.95], [1.7]);

    [Fact]
    public void FilledArrayScaledInPlace_IsDifferentiated() => Exact("FilledArrayScaledInPlace", [[1.5]], [2 * 1.5 * 14]);

    [Fact]
    public void ArrayPassedToACallInALoop_IsDifferentiatedAtEachCall() => Differences("ArrayPassedToACallInALoop", s_four, [3]);

    [Theory]
    [InlineData(0, 0), InlineData(1, 1), InlineData(4, 4 * 1.5 * 1.5 * 1.5)]
    public void AccumulatorFromAConstant_IsDifferentiated(int n, double expected) => Exact("AccumulatorFromAConstant", [[1.5], [n]], [expected], null);

    [Fact]
    public void AccumulatorFromAConstant_AtZero_IsDifferentiated() => Exact("AccumulatorFromAConstant", [[0], [2]], [0.0], null);

    [Fact]
    public void DenseLayerByNestedLoops_HasTheGradientOfItsInput() => Differences("DenseLayerByNestedLoops", s_four, [0.3, -0.2, 0.5, 0.1, 0.7, 0.2, -0.6, 0.4, -0.9, 0.1, 0.2, 0.3]);

    [Fact]
    public void VariableUsedBehindADynamicLoop_KeepsItsValue() => Differences("VariableUsedBehindADynamicLoop", [0.8], [3]);

    [Fact]
    public void TripCountComputedInside_IsDifferentiated() => Differences("TripCountComputedInside", s_four, [0.6]);

    [Fact]
    public void TripCountOfAWhileLoop_IsFoundAtRunTime() => Differences("TripCountOfAWhileLoop", [1.3]);

    [Theory]
    [InlineData(2, 1), InlineData(-2, 0), InlineData(0, 1)]
    public void ReturnInABranch_IsDifferentiated(double x, double expected) => Exact("ReturnInABranch", [[x]], [expected]);

    [Fact]
    public void XLogYAtZero_HasNoGradient() => Exact("XLogYAtZero", [[0], [0]], [0.0], [0.0]);

    [Fact]
    public void XLogXAtZero_HasNoGradient() => Exact("XLogXAtZero", [[0]], [0.0]);

    [Fact]
    public void VectorRebuiltInALoop_UsesThePreviousComponents() => Differences("VectorRebuiltInALoop", [0.6], [5]);

    [Fact]
    public void VectorRebuiltInAnArray_UsesThePreviousComponents() => Differences("VectorRebuiltInAnArray", [0.7, -0.4, 1.3], [4]);

    [Fact]
    public void RunningSum_IsDifferentiated() => Differences("RunningSum", s_four);

    [Fact]
    public void MinimumOfOneAndReciprocal_AtZero_HasNoGradient() => Exact("MinimumOfOneAndReciprocal", [[0]], [0.0]);

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7)]
    public void SumOfSquares_IsDifferentiated(int n) => Exact("SumOfSquares", [[1.5], [n]], [3.0 * n], null);

    [Fact]
    public void SumOverASpan_IsDifferentiated() => Exact("SumOverASpan", [s_four], [.. s_four.Select(v => 2 * v)]);

    [Theory]
    [InlineData(-1, 0), InlineData(0, 0), InlineData(4, 0.25)]
    public void SquareRootOfPositives_IsFiniteWhereItIsNotTaken(double x, double expected) => Exact("SquareRootOfPositives", [[x]], [expected]);

    [Theory]
    [InlineData(-1, 2), InlineData(0, 2), InlineData(4, 2.25)]
    public void SquareRootBehindAnIf_IsFiniteWhereItIsNotTaken(double x, double expected) => Exact("SquareRootBehindAnIf", [[x]], [expected]);

    [Theory]
    [InlineData(-3, -1), InlineData(0, 0), InlineData(3, 1)]
    public void Absolute_AtZero_IsZero(double x, double expected) => Exact("Absolute", [[x]], [expected]);

    [Fact]
    public void OverwrittenElement_HasNoInfluence() => Exact("OverwrittenElement", [[2]], [3.0]);

    [Fact]
    public void ElementUsedBeforeItIsOverwritten_KeepsItsInfluence() => Exact("ElementUsedBeforeItIsOverwritten", [[2]], [3.0 * 4 + 4]);

    [Fact]
    public void BreakAndContinue_LeaveIterationsOut() => Differences("BreakAndContinue", s_four, [1.2]);

    [Fact]
    public void BreakAndContinue_MayEndEarly() => Differences("BreakAndContinue", s_four, [5]);

    [Fact]
    public void ReturnOutOfNestedLoops_IsDifferentiated() => Differences("ReturnOutOfNestedLoops", [0.7, 1.4, 1.3, 0.9]);

    [Fact]
    public void ReturnOutOfNestedLoops_WithoutAReturn_IsDifferentiated() => Differences("ReturnOutOfNestedLoops", s_four);

    [Fact]
    public void Recursion_IsDifferentiated() => Exact("Recursion", [[1.5], [4]], [4 * 1.5 * 1.5 * 1.5], null);

    [Fact]
    public void MaximumInALoop_PassesToTheLargest() => Exact("MaximumInALoop", [s_four], [0.0, 0, 2.6, 0]);

    [Fact]
    public void LoopThatDoesNotRun_IsTheIdentity() => Exact("LoopThatDoesNotRun", [[3], [2]], [1.0], null);

    [Fact]
    public void DescendingLoop_IsDifferentiated() => Differences("DescendingLoop", s_four);

    [Fact]
    public void ShadowedUse_ReadsTheValueOfItsTime() => Exact("ShadowedUse", [[2]], [2 * 2.0 + 3 * 4]);

    [Fact]
    public void LoopThatNeverRuns_LeavesNoUnreachableCode() => Exact("LoopThatNeverRuns", [[3]], [6.0]);

    [Fact]
    public void ThreeValuesChangePlaces_AtOnce() => Differences("ThreeValuesChangePlaces", [0.8], [0.7], [-0.6], [3]);

    [Theory]
    [InlineData(0.6), InlineData(-0.5)]
    public void ElseBehindAnIfInACase_BelongsToTheOuterIf(double a) => Differences("ElseBehindAnIfInACase", [0.2, -0.3, 0.1, 0.4], [a]);

    [Theory]
    [InlineData(3), InlineData(4), InlineData(5)]
    public void SwitchOnAnInteger_TakesItsCase(int n) => Differences("SwitchOnAnInteger", [0.8], [n]);

    /// <summary>The expected gradients, one array for each parameter.</summary>
    private static void Exact(string name, double[][] arguments, params double[]?[] expected) => LanguageLaw.Holds(s_methods.Value[name], arguments, expected);

    private static void Differences(string name, params double[][] arguments) => LanguageLaw.Holds(s_methods.Value[name], arguments);
}
