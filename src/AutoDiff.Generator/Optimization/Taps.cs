using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Removes taps: after differentiation they are only other names for their operands.</summary>
public static class Taps
{
    public static Function Remove(Function function) => new Pass().Remove(function);

    private sealed class Pass : Rewriting
    {
        public Function Remove(Function function) => Run(function);

        protected override Value Rewrite(Statement statement) => statement.Instruction is Tap tap ? tap.Operand : Keep(statement);
    }
}
