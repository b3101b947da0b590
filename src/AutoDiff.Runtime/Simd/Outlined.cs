using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// The elementary functions as calls instead of inlined code. The JIT stops inlining once a method has 512 locals, and an
/// arithmetic operator that is left as a call costs ten times its work: a kernel with many functions calls them here.
/// One call costs about 1 ns a vector.
/// </summary>
public static class Outlined
{
    /// <inheritdoc cref="ISimd{TSelf, T}.Exp"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Exp<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Exp(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.ExpM1"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V ExpM1<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.ExpM1(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Log"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Log<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Log1P"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Log1P<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Log1P(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Tanh"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Tanh<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Tanh(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Sigmoid"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Sigmoid<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sigmoid(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.LogSigmoid"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V LogSigmoid<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.LogSigmoid(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Softplus"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Softplus<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Softplus(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Erf"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Erf<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Erf(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Sin"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Sin<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Sin(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Cos"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Cos<V, T>(V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Cos(x);

    /// <inheritdoc cref="ISimd{TSelf, T}.Pow"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Pow<V, T>(V x, V y) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Pow(x, y);

    /// <inheritdoc cref="ISimd{TSelf, T}.Atan2"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V Atan2<V, T>(V y, V x) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Atan2(y, x);
}
