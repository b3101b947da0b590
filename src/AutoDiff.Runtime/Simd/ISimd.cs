using System.Numerics;

namespace AutoDiff;

/// <summary>
/// A vector of <see cref="Count"/> floats, or one float: what a kernel is written against. One generic body serves
/// 512, 256 and 128 bits and a single number.
/// Elementwise operations give the same bits at every width.
/// </summary>
/// <typeparam name="TSelf">The implementing type. A comparison gives a mask: all bits of a lane set where it holds.</typeparam>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimd<TSelf, T>
    where TSelf : struct, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Lanes in the vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Broadcast(T value);

    /// <summary>Reads <see cref="Count"/> elements at <paramref name="index"/>.</summary>
    static abstract TSelf Load(ref readonly T source, nint index);

    /// <summary>Reads the first <paramref name="lanes"/> elements (0 &lt; lanes &lt; Count); the other lanes are 0. Memory beyond is not touched.</summary>
    static abstract TSelf Load(ref readonly T source, nint index, nint lanes);

    static abstract void Store(TSelf value, ref T destination, nint index);

    /// <summary>Writes the first <paramref name="lanes"/> elements only.</summary>
    static abstract void Store(TSelf value, ref T destination, nint index, nint lanes);

    /// <summary>Reads elements at index, index + stride, ...; <paramref name="lanes"/> may be Count.</summary>
    static abstract TSelf LoadStrided(ref readonly T source, nint index, nint stride, nint lanes);

    static abstract void StoreStrided(TSelf value, ref T destination, nint index, nint stride, nint lanes);

    /// <summary>Reads source[indices[index + k] * stride] for lanes k; a negative index gives 0.</summary>
    static abstract TSelf Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes);

    /// <summary>Converts <paramref name="lanes"/> integers at <paramref name="index"/> to floats.</summary>
    static abstract TSelf LoadInt(ref readonly int source, nint index, nint lanes);

    /// <summary>The value in the first <paramref name="lanes"/> lanes, <paramref name="fill"/> in the others.</summary>
    static abstract TSelf Keep(TSelf value, nint lanes, TSelf fill);

    /// <summary>start, start + 1, ... as floats.</summary>
    static abstract TSelf Sequence(nint start);

    /// <summary>Mask of the lane k for which index + k == position; exact for any position.</summary>
    static abstract TSelf IsPosition(nint index, nint position);

    static abstract TSelf operator +(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a, TSelf b);
    static abstract TSelf operator *(TSelf a, TSelf b);
    static abstract TSelf operator /(TSelf a, TSelf b);
    static abstract TSelf operator -(TSelf a);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf Fma(TSelf a, TSelf b, TSelf c);

    /// <summary>a * b, but 0 where a is 0, whatever b is.</summary>
    static abstract TSelf MaskedMultiply(TSelf a, TSelf b);

    static abstract TSelf Min(TSelf a, TSelf b);
    static abstract TSelf Max(TSelf a, TSelf b);
    static abstract TSelf Clamp(TSelf x, TSelf low, TSelf high);
    static abstract TSelf Abs(TSelf x);
    static abstract TSelf Sign(TSelf x);
    static abstract TSelf Square(TSelf x);
    static abstract TSelf Sqrt(TSelf x);
    static abstract TSelf Reciprocal(TSelf x);
    static abstract TSelf ReciprocalSqrt(TSelf x);
    static abstract TSelf Round(TSelf x);
    static abstract TSelf Floor(TSelf x);
    static abstract TSelf Ceiling(TSelf x);
    static abstract TSelf Truncate(TSelf x);
    static abstract TSelf Exp(TSelf x);
    static abstract TSelf ExpM1(TSelf x);
    static abstract TSelf Log(TSelf x);
    static abstract TSelf Log1P(TSelf x);
    static abstract TSelf Tanh(TSelf x);
    static abstract TSelf Sigmoid(TSelf x);
    static abstract TSelf LogSigmoid(TSelf x);
    static abstract TSelf Softplus(TSelf x);
    static abstract TSelf Erf(TSelf x);
    static abstract TSelf Sin(TSelf x);
    static abstract TSelf Cos(TSelf x);
    static abstract TSelf Pow(TSelf x, TSelf y);
    static abstract TSelf Atan2(TSelf y, TSelf x);

    static abstract TSelf LessThan(TSelf a, TSelf b);
    static abstract TSelf LessThanOrEqual(TSelf a, TSelf b);
    static abstract TSelf GreaterThan(TSelf a, TSelf b);
    static abstract TSelf GreaterThanOrEqual(TSelf a, TSelf b);
    static abstract TSelf Equal(TSelf a, TSelf b);
    static abstract TSelf NotEqual(TSelf a, TSelf b);
    static abstract TSelf And(TSelf a, TSelf b);
    static abstract TSelf Or(TSelf a, TSelf b);
    static abstract TSelf Not(TSelf a);

    /// <summary>A mask with all lanes set or none.</summary>
    static abstract TSelf Mask(bool value);

    /// <summary>a where the mask is set, b elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf a, TSelf b);

    /// <summary>1 where the mask is set, 0 elsewhere.</summary>
    static abstract TSelf MaskToReal(TSelf mask);

    /// <summary>Sum of all lanes, in a fixed pairwise order.</summary>
    static abstract T Sum(TSelf x);

    static abstract T Product(TSelf x);

    /// <summary>Largest lane; NaN if one lane is NaN.</summary>
    static abstract T MaxAcross(TSelf x);

    static abstract T MinAcross(TSelf x);

    /// <summary>totals[index + k] += lane k for the first <paramref name="lanes"/> lanes, widened to double.</summary>
    static abstract void AddTo(TSelf x, ref double totals, nint index, nint lanes);
}
