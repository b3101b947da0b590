using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>128 bits: 4 floats or 2 doubles.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{lanes}")]
public readonly partial struct Simd128<T> : ISimd<Simd128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> lanes;

    [MethodImpl(AggressiveInlining)]
    internal Simd128(Vector128<T> lanes) => this.lanes = lanes;

    // These conversions cost nothing. They are used under a test of typeof(T), which the JIT folds. Members of the vector
    // are written out, without properties in between: the JIT stops inlining once a kernel has 512 locals.
    [MethodImpl(AggressiveInlining)]
    private Simd128(Vector128<float> lanes) => this.lanes = lanes.As<float, T>();

    [MethodImpl(AggressiveInlining)]
    private Simd128(Vector128<double> lanes) => this.lanes = lanes.As<double, T>();

    internal T First
    {
        [MethodImpl(AggressiveInlining)]
        get => lanes.ToScalar();
    }

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector128<T>.Count;
    }

    /// <inheritdoc/>
    public static Simd128<T> Zero
    {
        [MethodImpl(AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Broadcast(T value) => new(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Load(ref readonly T source, nint index) => new(Vector128.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Simd128<T> value, ref T destination, nint index) => value.lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <summary>The lanes in brackets.</summary>
    public override string ToString() => lanes.ToString();
}
