using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>One number under the interface of the vectors: the last elements of a loop, and hardware without vectors.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
[DebuggerDisplay("{value}")]
public readonly partial struct Scalar<T> : ISimd<Scalar<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T value;

    [MethodImpl(AggressiveInlining)]
    private Scalar(T value) => this.value = value;

    /// <inheritdoc/>
    public static int Count
    {
        [MethodImpl(AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static Scalar<T> Zero
    {
        [MethodImpl(AggressiveInlining)]
        get => default;
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Broadcast(T value) => new(value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Load(ref readonly T source, nint index) => new(Unsafe.Add(ref Unsafe.AsRef(in source), index));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Scalar<T> value, ref T destination, nint index) => Unsafe.Add(ref destination, index) = value.value;

    /// <summary>The number.</summary>
    public override string ToString() => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
