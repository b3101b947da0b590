using System.Diagnostics;

namespace AutoDiff;

public sealed partial class WorkerPool
{
    /// <summary>
    /// A pool thread. After a job it stays awake for a moment, because waking a parked thread costs hundreds of
    /// microseconds and the next job of a training step usually follows at once; then it parks and costs nothing.
    /// </summary>
    private sealed class Worker
    {
        /// <summary>Bounded, and given up to any process that wants the core: longer spinning starves other programs.</summary>
        private static readonly long AwakeTicks = Stopwatch.Frequency / 10_000; // 100 us

        private readonly WorkerPool _pool;
        private readonly int _number;
        private readonly object _gate = new();
        private bool _signalled;
        private int _parked;

        public Worker(WorkerPool pool, int number)
        {
            _pool = pool;
            _number = number;
            new Thread(Work) { IsBackground = true, Name = $"AutoDiff worker {number}" }.Start();
        }

        public void Wake()
        {
            if (Volatile.Read(ref _parked) == 0 || Interlocked.Exchange(ref _parked, 0) == 0) return;
            lock (_gate)
            {
                _signalled = true;
                Monitor.Pulse(_gate);
            }
        }

        private void Work()
        {
            _insideJob = true;
            while (true)
            {
                _pool.TryEnter(_number);
                if (!SpinForWork()) Park();
            }
        }

        private bool SpinForWork()
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                for (int i = 0; i < 16; i++)
                {
                    if (_pool.HasWork(_number)) return true;
                    Thread.SpinWait(2);
                }
                Thread.Yield();
            }
            while (Stopwatch.GetTimestamp() - start < AwakeTicks);
            return false;
        }

        private void Park()
        {
            Interlocked.Exchange(ref _parked, 1);
            // A job opened before the flag was visible did not signal; one opened after it does.
            if (_pool.HasWork(_number) && Interlocked.Exchange(ref _parked, 0) != 0) return;
            lock (_gate)
            {
                while (!_signalled) Monitor.Wait(_gate);
                _signalled = false;
            }
        }
    }
}
