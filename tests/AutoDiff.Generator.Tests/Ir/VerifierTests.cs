namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

public class VerifierTests
{
    private static readonly Axis N = FunctionBuilder.Axis("N"), C = FunctionBuilder.Axis("C");

    private static Function Example()
    {
        var f = new FunctionBuilder("Example");
        return f.Result("y", f.Sum(f.Map(Exp, f.Input("x", N, C)), C), N).Build();
    }

    [Fact]
    public void AWellFormedFunction_HasNoErrors() => Assert.Empty(Verifier.Errors(Example()));

    [Fact]
    public void AUseBeforeItsDefinition_IsAnError() =>
        Assert.NotEmpty(Verifier.Errors(Example() with { Body = Example().Body.Reverse().ToEquatable() }));

    [Fact]
    public void AnIdDefinedTwice_IsAnError() =>
        Assert.NotEmpty(Verifier.Errors(Example() with { Body = Example().Body.Concat(Example().Body).ToEquatable() }));

    [Fact]
    public void ATargetWithoutAnAxisOfItsOperand_IsAnError() => Broken(s => new Statement(s.Target with { Axes = default }, s.Instruction));

    [Fact]
    public void ATargetOfTheWrongType_IsAnError() => Broken(s => new Statement(s.Target with { Type = ElementType.Int }, s.Instruction));

    [Fact]
    public void AReductionOverAnAxisThatTheOperandLacks_IsAnError() => Broken(s => s.Instruction is Reduce r
        ? s with { Instruction = r with { Over = EquatableArray.Of(FunctionBuilder.Axis("D")) } } : s);

    [Fact]
    public void AnOperatorWithTooManyOperands_IsAnError() => Broken(s => s.Instruction is Map m
        ? s with { Instruction = m with { Arguments = m.Arguments.Concat(m.Arguments).ToEquatable() } } : s);

    [Fact]
    public void Check_NamesTheErrorAndShowsTheFunction()
    {
        var broken = Example() with { Body = Example().Body.Reverse().ToEquatable() };
        string message = Assert.Throws<InvalidFunctionException>(() => Verifier.Check(broken)).Message;
        Assert.Contains("used before it is defined", message, StringComparison.Ordinal);
        Assert.Contains("func Example", message, StringComparison.Ordinal);
    }

    private static void Broken(Func<Statement, Statement> change) =>
        Assert.NotEmpty(Verifier.Errors(Example() with { Body = Example().Body.Select(change).ToEquatable() }));
}
