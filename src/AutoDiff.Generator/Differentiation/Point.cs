using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The pointwise statement that a rule differentiates: its operands, its result, and what is known of the operands.</summary>
internal sealed class Point(Builder builder, Statement statement, Func<Value, bool> isActive, Func<Value, Instruction?> definition, bool isTangent = false)
{
    private readonly EquatableArray<Value> _operands = ((Map)statement.Instruction).Arguments;

    public Expression this[int operand] => new(builder, _operands[operand]);

    public Expression Result => new(builder, statement.Target);

    /// <summary>Forward mode: dy is the tangent of an operand and nothing is summed.</summary>
    public bool IsTangent => isTangent;

    /// <summary>Whether a derivative flows through the operand.</summary>
    public bool IsActive(int operand) => isActive(_operands[operand]);

    /// <summary>The operand's number if it is a literal.</summary>
    public double? Number(int operand) => definition(_operands[operand]) is Constant constant ? constant.Number : null;

    /// <summary>Whether the operand is a literal other than 0, or an extent.</summary>
    public bool IsLiteral(int operand) => definition(_operands[operand]) is ExtentOf or Constant { Number: not 0 };
}
