using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>256 bits: 8 floats or 4 doubles.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{lanes}")]
public readonly partial struct Simd256<T> : ISimd<Simd256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> lanes;

    [MethodImpl(AggressiveInlining)]
    internal Simd256(Vector256<T> lanes) => this.lanes = lanes;

    // These conversions cost nothing. They are used under a test of typeof(T), which the JIT folds. Members of the vector
    // are written out, without properties in between: the JIT stops inlining once a kernel has 512 locals.
    [MethodImpl(AggressiveInlining)]
    private Simd256(Vector256<float> lanes) => this.lanes = lanes.As<float, T>();

    [MethodImpl(AggressiveInlining)]
    private Simd256(Vector256<double> lanes) => this.lanes = lanes.As<double, T>();

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector256<T>.Count;
    }

    /// <inheritdoc/>
    public static Simd256<T> Zero
    {
        [MethodImpl(AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Broadcast(T value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Load(ref readonly T source, nint index) => new(Vector256.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Simd256<T> value, ref T destination, nint index) => value.lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <summary>The lanes in brackets.</summary>
    public override string ToString() => lanes.ToString();
}
