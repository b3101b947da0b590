using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Sum(Unrolled4<V, T> x) =>
        V.Sum((x.a + x.c) + (x.b + x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T Product(Unrolled4<V, T> x) =>
        V.Product((x.a * x.c) * (x.b * x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MaxAcross(Unrolled4<V, T> x) =>
        V.MaxAcross(V.Max(V.Max(x.a, x.c), V.Max(x.b, x.d)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static T MinAcross(Unrolled4<V, T> x) =>
        V.MinAcross(V.Min(V.Min(x.a, x.c), V.Min(x.b, x.d)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void AddTo(Unrolled4<V, T> x, ref double totals, nint index, nint lanes)
    {
        V.AddTo(x.a, ref totals, index, Lanes(lanes, 0));
        V.AddTo(x.b, ref totals, index + V.Count, Lanes(lanes, 1));
        V.AddTo(x.c, ref totals, index + 2 * V.Count, Lanes(lanes, 2));
        V.AddTo(x.d, ref totals, index + 3 * V.Count, Lanes(lanes, 3));
    }
}
