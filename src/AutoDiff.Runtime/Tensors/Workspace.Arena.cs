using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public sealed partial class Workspace
{
    /// <summary>How far an arena is filled.</summary>
    /// <param name="Block">The block being filled.</param>
    /// <param name="Position">First free element in it.</param>
    /// <param name="LargeRentals">Large rentals so far; selects the stagger of the next.</param>
    private readonly record struct ArenaMark(int Block, int Position, int LargeRentals);

    /// <summary>Blocks of one element type, filled in order. The same sequence of rentals always gets the same memory.</summary>
    private sealed class Arena<T>
        where T : unmanaged
    {
        private const int LineBytes = 64;
        private const int PageBytes = 4096;
        private const int FirstBlockBytes = 256 * 1024;

        // Streams whose addresses agree in the low 12 bits compete for the same cache sets and confuse the
        // store-to-load check, which costs up to a third on rows of a power of two. Large rentals therefore start at
        // different lines of a page: 5 is prime to the 64 lines, so that 64 successive ones all differ.
        private const int StaggerLines = 5;
        private const int LargeBytes = 2 * PageBytes;

        private readonly List<T[]> _blocks = [];
        private ArenaMark _mark;
        private FrameMarks<ArenaMark> _frames = new();

        public long BytesReserved { get; private set; }

        /// <param name="length">Elements.</param>
        /// <param name="frame">The innermost open frame.</param>
        /// <param name="offset">Where they begin in the array.</param>
        public T[] Rent(int length, int frame, out int offset)
        {
            _frames.Enter(frame, _mark);
            bool large = (long)length * Unsafe.SizeOf<T>() >= LargeBytes;
            var mark = _mark;
            for (int block = mark.Block; ; block++)
            {
                if (block == _blocks.Count) AddBlock(length);
                var array = _blocks[block];
                int start = Start(array, block == mark.Block ? mark.Position : 0, large ? mark.LargeRentals : -1);
                if (start > array.Length - length) continue;
                _mark = new ArenaMark(block, start + length, large ? mark.LargeRentals + 1 : mark.LargeRentals);
                offset = start;
                return array;
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void End(int frame)
        {
            if (_frames.Frame == frame) _mark = _frames.Leave();
        }

        /// <summary>The first index from <paramref name="position"/> on that is aligned, and staggered if it is large.</summary>
        private static int Start(T[] array, int position, int largeRental)
        {
            // Blocks are pinned: an address holds for the life of the array.
            nint origin = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
            nint address = origin + (nint)position * Unsafe.SizeOf<T>();
            nint aligned = (address + LineBytes - 1) & -LineBytes;
            if (largeRental >= 0)
            {
                nint wanted = largeRental * StaggerLines * LineBytes % PageBytes;
                aligned += (wanted - aligned) & (PageBytes - 1);
            }
            // Near the largest array length the sum may not fit; then the block is too short anyway.
            return (int)Math.Min((aligned - origin) / Unsafe.SizeOf<T>(), int.MaxValue);
        }

        private void AddBlock(int length)
        {
            // Doubling keeps the number of blocks logarithmic; the slack covers alignment and stagger.
            long slack = (PageBytes + LineBytes) / Unsafe.SizeOf<T>();
            long elements = Math.Max(length + slack, Math.Max(BytesReserved, FirstBlockBytes) / Unsafe.SizeOf<T>());
            elements = Math.Min(elements, Math.Max(Array.MaxLength, length));
            _blocks.Add(GC.AllocateUninitializedArray<T>((int)elements, pinned: true));
            BytesReserved += elements * Unsafe.SizeOf<T>();
        }
    }
}
