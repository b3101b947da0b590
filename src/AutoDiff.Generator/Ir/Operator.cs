namespace AutoDiff.Generator.Ir;

/// <summary>Pointwise operators of <see cref="Map"/>. Operands are listed in the order of the mathematical notation.</summary>
public enum Operator
{
    // One real operand.
    Negate, Exp, Log, Log1P, ExpM1, Sqrt, ReciprocalSqrt, Reciprocal, Square, Tanh, Sigmoid, Softplus, LogSigmoid, Erf, Abs, Sign, Sin, Cos,
    Round, Floor, Ceiling, Truncate,

    // Two real operands.
    Add, Subtract, Multiply, Divide, Power, Minimum, Maximum, Atan2,

    /// <summary>Product in which a first operand (an adjoint) of exactly 0 annihilates an infinite or NaN second operand.</summary>
    MaskedMultiply,

    /// <summary>
    /// Sum of two contributions to an adjoint: an <see cref="Add"/> over which scale factors and sums may be distributed, unlike a sum that the user wrote.
    /// Reassociation turns it into <see cref="Add"/>.
    /// </summary>
    Accumulate,

    /// <summary><c>Clamp(x, low, high)</c>.</summary>
    Clamp,

    // Comparisons: two operands of the same type, a Bool result.
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual,

    // Bool operands.
    And, Or, Not,

    /// <summary><c>Select(condition, a, b)</c>, of two reals or two integers.</summary>
    Select,

    /// <summary>Real value of an Int or Bool operand (true = 1).</summary>
    ToReal,

    // Int arithmetic; quotient and remainder are those of C# (towards zero).
    IntAdd, IntSubtract, IntMultiply, IntDivide, IntRemainder, IntMinimum, IntMaximum,

    /// <summary>The real operand cut off towards zero, an Int: never differentiated.</summary>
    ToInt,

    /// <summary>Value of the operand, derivative 0.</summary>
    StopGradient,

    /// <summary><c>StraightThrough(y, x)</c>: the value of y with the derivative of x.</summary>
    StraightThrough,

    /// <summary><c>ScaleGradient(x, k)</c>: the value of x; its adjoint is multiplied by k.</summary>
    ScaleGradient,
}

/// <summary>Kinds of <see cref="Reduce"/>.</summary>
public enum ReduceKind
{
    Sum, Product, Max, Min,

    /// <summary>log(sum(exp)), stable; a composite that lowering expands after differentiation.</summary>
    LogSumExp,

    /// <summary>Euclidean norm with gradient 0 at the zero vector; a composite.</summary>
    Norm,
}

/// <summary>How a bag of embedding rows is combined.</summary>
public enum BagMode { Sum, Mean, Max }
