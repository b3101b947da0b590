using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// Scratch memory that is rented in frames and never given back to the collector: after the first pass through a
/// computation, renting allocates nothing. Not for concurrent use; every thread has its own <see cref="Current"/>.
/// </summary>
/// <example><code>
/// using var frame = workspace.BeginFrame();
/// var hidden = workspace.Rent&lt;float&gt;(128, 256);   // valid until the frame ends
/// </code></example>
public sealed partial class Workspace
{
    private readonly Arena<float> _floats = new();
    private readonly Arena<double> _doubles = new();
    private readonly Arena<int> _ints = new();
    private int _depth;

    [ThreadStatic]
    private static Workspace? _current;

    /// <summary>The workspace of the calling thread.</summary>
    public static Workspace Current => _current ??= new Workspace();

    /// <summary>Memory held, in bytes. It grows to the largest need so far and stays.</summary>
    public long BytesReserved => _floats.BytesReserved + _doubles.BytesReserved + _ints.BytesReserved + _bytes.BytesReserved + _floatTapes.BytesReserved + _doubleTapes.BytesReserved;

    /// <summary>
    /// An uninitialised tensor that starts on a 64-byte boundary, the length of a cache line and of the widest vector.
    /// It is valid until the frame in which it was rented ends.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="double"/> or <see cref="int"/>.</typeparam>
    /// <exception cref="NotSupportedException">Another element type.</exception>
    public Tensor<T> Rent<T>(TensorShape shape)
        where T : unmanaged, INumber<T>
    {
        var array = ArenaOf<T>().Rent(shape.Length, _depth, out int offset);
        return new Tensor<T>(array, offset, shape);
    }

    /// <inheritdoc cref="Rent{T}(TensorShape)"/>
    public Tensor<T> Rent<T>(params ReadOnlySpan<int> shape)
        where T : unmanaged, INumber<T>
        => Rent<T>(new TensorShape(shape));

    /// <summary>Uninitialised numbers, on a 64-byte boundary; valid until the frame in which they were rented ends.</summary>
    internal Span<T> RentSpan<T>(int length)
        where T : unmanaged
    {
        var array = ArenaOf<T>().Rent(length, _depth, out int offset);
        return array.AsSpan(offset, length);
    }

    /// <summary>Opens a frame; disposing of it releases everything rented since. Frames nest.</summary>
    public Frame BeginFrame()
    {
        _depth++;
        return new Frame(this, _depth);
    }

    private void EndFrame()
    {
        _floats.End(_depth);
        _doubles.End(_depth);
        _ints.End(_depth);
        _bytes.End(_depth);
        _floatTapes.End(_depth);
        _doubleTapes.End(_depth);
        _depth--;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Arena<T> ArenaOf<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.As<Arena<T>>(_floats);
        if (typeof(T) == typeof(double)) return Unsafe.As<Arena<T>>(_doubles);
        if (typeof(T) == typeof(int)) return Unsafe.As<Arena<T>>(_ints);
        throw new NotSupportedException($"A workspace holds float, double and int, not {typeof(T).Name}; allocate an array for it.");
    }

    /// <summary>A stretch of rentals; ends with <see cref="Dispose"/>, the innermost frame first.</summary>
    public readonly ref struct Frame
    {
        private readonly Workspace _workspace;
        private readonly int _depth;

        internal Frame(Workspace workspace, int depth)
        {
            _workspace = workspace;
            _depth = depth;
        }

        /// <exception cref="InvalidOperationException">A frame opened later is still open, or this one was ended before.</exception>
        public void Dispose()
        {
            if (_workspace is null) return;
            if (_workspace._depth != _depth)
                throw new InvalidOperationException($"Frame {_depth} of the workspace ends while frame {_workspace._depth} is the innermost one; end frames in reverse order, each once.");
            _workspace.EndFrame();
        }
    }
}
