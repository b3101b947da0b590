using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

public sealed partial class WorkerPool
{
    /// <summary>
    /// The job that is posted now. Counters that different threads write lie on different pairs of cache lines
    /// (the prefetcher fetches lines in pairs).
    /// </summary>
    [StructLayout(LayoutKind.Explicit, Size = 640)]
    private struct Board
    {
        [FieldOffset(0)] public PostedJob? Job;
        [FieldOffset(8)] public ExceptionDispatchInfo? Failure;
        [FieldOffset(16)] public int FailedPart;
        [FieldOffset(20)] public int Parts;
        [FieldOffset(24)] public int Workers;

        /// <summary>1 while a caller owns the board.</summary>
        [FieldOffset(128)] public int Taken;

        /// <summary>1 while workers may enter the job.</summary>
        [FieldOffset(256)] public int Open;

        /// <summary>Parts claimed so far.</summary>
        [FieldOffset(384)] public int Claimed;

        /// <summary>Pool threads that are in the job, or about to find out that it has closed.</summary>
        [FieldOffset(512)] public int Inside;
    }

    private void Open(PostedJob job, int parts, int workers)
    {
        _board.Job = job;
        _board.Parts = parts;
        _board.Workers = workers;
        _board.Claimed = 0;
        Interlocked.Exchange(ref _board.Open, 1);
        for (int worker = 1; worker < workers; worker++)
            (_workers[worker] ??= new Worker(this, worker)).Wake();
    }

    /// <summary>Called by the owner when no part is left to claim: waits for those who are still executing one. Returns what failed.</summary>
    private ExceptionDispatchInfo? Close()
    {
        Interlocked.Exchange(ref _board.Open, 0);
        for (int spins = 0; Volatile.Read(ref _board.Inside) != 0; spins++)
        {
            if (spins < 2000) Thread.SpinWait(4);
            else Thread.Yield();
        }
        var failure = _board.Failure;
        _board.Job = null;
        _board.Failure = null;
        return failure;
    }

    /// <summary>
    /// A pool thread enters, then looks again whether the job is still open. If it is, the owner's <see cref="Close"/>
    /// sees the thread inside and waits for it; if not, the thread leaves without having touched the job. So a thread
    /// that wakes late neither delays a job nor meddles with the next.
    /// </summary>
    private void TryEnter(int worker)
    {
        Interlocked.Increment(ref _board.Inside);
        if (Volatile.Read(ref _board.Open) != 0 && worker < _board.Workers) Participate(worker);
        Interlocked.Decrement(ref _board.Inside);
    }

    private void Participate(int worker)
    {
        var job = _board.Job!;
        int parts = _board.Parts;
        while (true)
        {
            int part = Interlocked.Increment(ref _board.Claimed) - 1;
            if (part >= parts) return;
            try
            {
                job.Execute(part, worker);
            }
            catch (Exception e)
            {
                Report(part, ExceptionDispatchInfo.Capture(e));
            }
        }
    }

    private void Report(int part, ExceptionDispatchInfo failure)
    {
        lock (_workers)
        {
            if (_board.Failure is not null && _board.FailedPart < part) return;
            _board.Failure = failure;
            _board.FailedPart = part;
        }
    }

    /// <summary>Whether there is something for this worker to do.</summary>
    private bool HasWork(int worker) =>
        Volatile.Read(ref _board.Open) != 0 && worker < _board.Workers && Volatile.Read(ref _board.Claimed) < _board.Parts;
}
