using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;

namespace AutoDiff.Generator.Emission;

/// <summary>
/// The just-in-time compiler inlines up to 512 locals into a method and then leaves even additions as calls. Vector functions bring many locals;
/// a kernel with too many of them calls them out of line instead, about a nanosecond each.
/// </summary>
internal static class FunctionWeight
{
    /// <summary>Weights that one method holds.</summary>
    public const double MostInlined = 8;

    /// <summary>Locals of a function in units of those of an exponential; 0 for an instruction.</summary>
    public static double Of(Operator op) => op switch
    {
        Operator.Exp => 1,
        Operator.Log or Operator.ExpM1 or Operator.Tanh or Operator.Sigmoid => 1.7,
        Operator.Softplus or Operator.LogSigmoid or Operator.Log1P or Operator.Sin or Operator.Cos => 2,
        Operator.Erf => 2.5,
        Operator.Power or Operator.Atan2 => 5,
        _ => 0,
    };

    public static double Of(Nest nest) => nest.Statements.Sum(s => s.Instruction is Map map ? Of(map.Operator) : 0);

    /// <summary>The last, partial step of a row is outlined first: it is done once a row.</summary>
    public static bool IsOutlined(Nest nest, bool isTail) => Of(nest) > MostInlined || (isTail && nest.Form == NestForm.Rows && 2 * Of(nest) > MostInlined - 1);
}
