using System.Runtime.CompilerServices;

namespace AutoDiff;

public sealed partial class Workspace
{
    /// <summary>
    /// How far a pool was filled when each open frame rented from it first. A frame costs a pool nothing unless it rents from it: small methods open
    /// a frame for one array.
    /// </summary>
    private struct FrameMarks<T>
    {
        private (int Frame, T Mark)[] _marks = [];
        private int _count;

        public FrameMarks()
        {
        }

        /// <summary>The innermost frame with a mark; 0 for none.</summary>
        public int Frame { get; private set; }

        /// <summary>Call before each rental.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Enter(int frame, in T mark)
        {
            if (Frame != frame) Add(frame, mark);
        }

        /// <summary>Ends the innermost frame, which has a mark.</summary>
        public T Leave()
        {
            T mark = _marks[--_count].Mark;
            Frame = _count == 0 ? 0 : _marks[_count - 1].Frame;
            return mark;
        }

        private void Add(int frame, in T mark)
        {
            if (_count == _marks.Length) Array.Resize(ref _marks, Math.Max(8, 2 * _count));
            _marks[_count++] = (frame, mark);
            Frame = frame;
        }
    }
}
