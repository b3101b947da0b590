namespace AutoDiff.Generator.Tests.Differentiation;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

public class OperatorGradientTests
{
    private static readonly Axis N = Examples.N, C = Examples.C;
    private static readonly Dictionary<string, int> Extents = new() { ["N"] = 3, ["C"] = 2 };

    public static TheoryData<Operator> RealOperators() => [.. Enum.GetValues<Operator>().Where(o =>
        Operators.OperandTypes(o).All(t => t == ElementType.Real) && o is not (StopGradient or StraightThrough or ScaleGradient or ToInt))];

    [Fact]
    public void EveryOperator_HasARowOfItsArity() =>
        Assert.All(Enum.GetValues<Operator>(), o => Assert.Equal(Operators.OperandTypes(o).Length, DerivativeRules.Of(o).Count));

    [Theory, MemberData(nameof(RealOperators))]
    public void Gradient_IsTheFiniteDifference(Operator op) => Check(op, Operators.OperandTypes(op).Select(_ => new[] { N, C }).ToArray());

    [Theory, MemberData(nameof(RealOperators))]
    public void Gradient_OfABroadcastOperand_IsSummed(Operator op)
    {
        int operands = Operators.OperandTypes(op).Length;
        for (int narrow = 0; narrow < operands && operands > 1; narrow++)
            foreach (var axes in new Axis[][] { [C], [N], [] })
                Check(op, Enumerable.Range(0, operands).Select(i => i == narrow ? axes : [N, C]).ToArray());
    }

    [Theory, MemberData(nameof(RealOperators))]
    public void Gradient_OfOuterOperands_IsSummed(Operator op)
    {
        if (Operators.OperandTypes(op).Length == 2) Check(op, [[N], [C]]);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(-1), InlineData(-2), InlineData(0.5), InlineData(2.5)]
    public void Power_OfALiteral_IsExact(double exponent)
    {
        var f = new FunctionBuilder("Power");
        Hold(f.Result("y", f.Map(Power, f.Input("x", N), f.Builder.Real(exponent)), N).Build(), 0.3, 2);
    }

    private static void Check(Operator op, Axis[][] axes)
    {
        var f = new FunctionBuilder("Single");
        var operands = axes.Select((a, i) => f.Input("abc"[i].ToString(), a)).ToArray();
        var y = f.Map(op, operands);
        bool needsPositive = op is Log or Log1P or Sqrt or ReciprocalSqrt or Power or Divide or Reciprocal;
        Hold(f.Result("y", y, y.Axes.Items).Build(), needsPositive ? 0.3 : -1.9, 2);
    }

    private static void Hold(Function function, double low, double high)
    {
        var joint = ReverseMode.Gradient(function);
        var arguments = Laws.Arguments(joint, Extents, 7, low, high);
        Laws.GradientIsFiniteDifference(function, joint, Extents, arguments);
        Laws.SameResults(joint, Passes.Optimize(joint), Extents, arguments);
        Laws.ForwardAgreesWithReverse(function, Extents, arguments);
    }
}
