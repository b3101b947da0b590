using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace AutoDiff;

/// <summary>
/// Persistent threads that share out the parts of a job. The caller takes part, parts are claimed one by one, and a call
/// allocates nothing. Which thread does a part is left to chance, so a part must not depend on it: then the result is
/// the same at any number of workers.
/// </summary>
public sealed partial class WorkerPool
{
    /// <summary>The largest value of <see cref="MaxWorkers"/>.</summary>
    public const int WorkerLimit = 256;

    private static int _maxWorkers = Math.Clamp(Environment.ProcessorCount, 1, WorkerLimit);

    // Set on pool threads, and on a caller while its job runs: a job started there runs serially.
    [ThreadStatic]
    private static bool _insideJob;

    private readonly Worker?[] _workers = new Worker?[WorkerLimit];
    private Board _board;

    private WorkerPool()
    {
    }

    /// <summary>The pool of the process.</summary>
    public static WorkerPool Shared { get; } = new();

    /// <summary>Threads that work on a job, the caller included; 1 runs everything on the caller. Initially the number of processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1 or more than <see cref="WorkerLimit"/>.</exception>
    public static int MaxWorkers
    {
        get => Volatile.Read(ref _maxWorkers);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WorkerLimit);
            Volatile.Write(ref _maxWorkers, value);
        }
    }

    /// <summary>
    /// Executes parts 0 to <paramref name="parts"/> - 1, each once, and returns when all have ended. Worker 0 is the caller.
    /// A call from inside a part, or while another thread's job is running, executes all parts on the caller.
    /// </summary>
    /// <exception cref="Exception">What a part threw (the lowest such part), after all parts have ended.</exception>
    public void Run<TJob>(in TJob job, int parts)
        where TJob : struct, IJob
    {
        int workers = Math.Min(MaxWorkers, parts);
        if (workers <= 1 || _insideJob || Interlocked.CompareExchange(ref _board.Taken, 1, 0) != 0)
        {
            RunSerially(ref Unsafe.AsRef(in job), parts);
            return;
        }

        var failure = RunOnPool(in job, parts, workers);
        failure?.Throw();
    }

    private ExceptionDispatchInfo? RunOnPool<TJob>(in TJob job, int parts, int workers)
        where TJob : struct, IJob
    {
        var posted = PostedJob<TJob>.Instance;
        posted.Job = job;
        _insideJob = true;
        try
        {
            Open(posted, parts, workers);
            Participate(0);
            return Close();
        }
        finally
        {
            posted.Job = default; // do not keep alive what the job refers to
            _insideJob = false;
            Volatile.Write(ref _board.Taken, 0);
        }
    }

    /// <summary>Has the semantics of the parallel form: every part is executed, then the first failure is thrown.</summary>
    private static void RunSerially<TJob>(ref TJob job, int parts)
        where TJob : struct, IJob
    {
        ExceptionDispatchInfo? failure = null;
        for (int part = 0; part < parts; part++)
        {
            try
            {
                job.Execute(part, 0);
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        failure?.Throw();
    }

    /// <summary>A job on the board; one reused object per job type, so that posting allocates nothing.</summary>
    private abstract class PostedJob
    {
        public abstract void Execute(int part, int worker);
    }

    private sealed class PostedJob<TJob> : PostedJob
        where TJob : struct, IJob
    {
        public static readonly PostedJob<TJob> Instance = new();

        public TJob Job;

        public override void Execute(int part, int worker) => Job.Execute(part, worker);
    }
}
