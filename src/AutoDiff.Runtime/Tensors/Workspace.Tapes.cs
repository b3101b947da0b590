using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public sealed partial class Workspace
{
    private readonly Arena<byte> _bytes = new();
    private readonly TapePool<float> _floatTapes = new();
    private readonly TapePool<double> _doubleTapes = new();

    /// <summary>An empty tape, valid until the frame in which it was rented ends.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <exception cref="NotSupportedException">Another element type.</exception>
    public Tape<T> RentTape<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return Unsafe.As<Tape<T>>(_floatTapes.Rent(_depth));
        if (typeof(T) == typeof(double)) return Unsafe.As<Tape<T>>(_doubleTapes.Rent(_depth));
        throw new NotSupportedException($"A workspace holds tapes of float and double, not of {typeof(T).Name}.");
    }

    /// <summary>Uninitialised truth values, valid until the frame in which they were rented ends.</summary>
    public Span<bool> RentFlags(int length)
    {
        var array = _bytes.Rent(length, _depth, out int offset);
        return MemoryMarshal.Cast<byte, bool>(array.AsSpan(offset, length));
    }

    /// <summary>Tapes of one element type; the same sequence of rentals gets the same tapes.</summary>
    private sealed class TapePool<T>
        where T : unmanaged
    {
        private readonly List<Tape<T>> _tapes = [];
        private int _inUse;
        private FrameMarks<int> _frames = new();

        public long BytesReserved
        {
            get
            {
                long bytes = 0;
                foreach (var tape in _tapes) bytes += tape.BytesReserved;
                return bytes;
            }
        }

        public Tape<T> Rent(int frame)
        {
            _frames.Enter(frame, _inUse);
            if (_inUse == _tapes.Count) _tapes.Add(new Tape<T>());
            var tape = _tapes[_inUse++];
            // An exception may have left something on it.
            tape.Clear();
            return tape;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(int frame)
        {
            if (_frames.Frame == frame) _inUse = _frames.Leave();
        }
    }
}
