using System.Numerics;

namespace AutoDiff;

/// <summary>What the elementary functions need beyond arithmetic: constants, and lanes as the integers that their bits are.</summary>
internal interface ISimdBits<TSelf, T> : ISimd<TSelf, T>
    where TSelf : struct, ISimdBits<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The constant of the float algorithm or of the double algorithm.</summary>
    static abstract TSelf Constant(float single, double real);

    /// <summary>A constant that is exact in both types, or rounded to float.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>p * x + coefficient, rounded once: one step of a polynomial.</summary>
    static abstract TSelf Horner(TSelf p, TSelf x, double coefficient);

    /// <summary>The constant whose bits are given, for float and for double.</summary>
    static abstract TSelf Pattern(uint single, ulong real);

    /// <summary>c - a * b, rounded once.</summary>
    static abstract TSelf Fnma(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Xor(TSelf a, TSelf b);

    /// <summary>Sum of the lanes as integers.</summary>
    static abstract TSelf AddBits(TSelf a, TSelf b);

    /// <summary>Difference of the lanes as integers.</summary>
    static abstract TSelf SubtractBits(TSelf a, TSelf b);

    static abstract TSelf ShiftLeft(TSelf a, int single, int real);

    /// <summary>Shifts zeros in from the left.</summary>
    static abstract TSelf ShiftRight(TSelf a, int single, int real);

    /// <summary>limit where x is above it, else x; NaN stays. One instruction, unlike the symmetric minimum.</summary>
    static abstract TSelf AtMost(TSelf x, TSelf limit);

    /// <summary>limit where x is below it, else x; NaN stays.</summary>
    static abstract TSelf AtLeast(TSelf x, TSelf limit);

    /// <summary>x * 2^n for whole n, rounded once, for |x| in [0.5, 2] and any result from 0 to infinity.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>x = 2^e m with m from 3/4 to 3/2, for positive finite x, subnormal numbers included.</summary>
    static abstract TSelf Mantissa(TSelf x, out TSelf e);

    /// <summary>x where a is below b, else y: one comparison and one blend, without a mask in a vector register.</summary>
    static abstract TSelf SelectLess(TSelf a, TSelf b, TSelf x, TSelf y);

    static abstract TSelf SelectEqual(TSelf a, TSelf b, TSelf x, TSelf y);

    /// <summary>Whether the mask is set in one lane at least.</summary>
    static abstract bool Any(TSelf mask);
}
