using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Diagnostics;

/// <summary>Options of <see cref="DeterminismCheck"/>.</summary>
public sealed record DeterminismOptions
{
    public int Steps { get; init; } = 10;

    /// <summary>Numbers of threads to compare with that in force; empty repeats the run with the same number only.</summary>
    public IReadOnlyList<int> WorkerCounts { get; init; } = [];
}

/// <summary>The first difference between two runs.</summary>
/// <param name="Step">The step after which it shows, from 1; 0 before the first.</param>
/// <param name="Name">The tensor; empty for the loss.</param>
/// <param name="Element">Position in row-major order; -1 for the loss.</param>
/// <param name="First">The number of the first run.</param>
/// <param name="Second">That of the second.</param>
/// <param name="Workers">Threads of the second run.</param>
public sealed record RunDifference(int Step, string Name, int Element, double First, double Second, int Workers);

/// <summary>Whether training repeats itself to the bit.</summary>
/// <param name="Difference">The first difference; null if there is none.</param>
/// <param name="Steps">Steps compared.</param>
public sealed record DeterminismResult(RunDifference? Difference, int Steps)
{
    public bool Passed => Difference is null;
}

/// <summary>
/// Runs the same training twice, step by step beside each other, and compares loss, parameters and buffers bit by bit; then once more for each other
/// number of threads. Sets <see cref="WorkerPool.MaxWorkers"/>, which counts for the whole process, and puts it back.
/// </summary>
public static class DeterminismCheck
{
    /// <param name="start">Starts the training anew: fresh model, fresh optimizer, the same seed. Two of them exist at a time.</param>
    /// <param name="options">Null takes the defaults: 10 steps with the threads in force.</param>
    /// <exception cref="ArgumentOutOfRangeException">No steps, or a number of threads that the pool does not allow.</exception>
    public static DeterminismResult Run<T>(Func<TrainingRun<T>> start, DeterminismOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(start);
        options ??= new DeterminismOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.Steps);
        foreach (int workers in options.WorkerCounts)
        {
            if (workers is < 1 or > WorkerPool.WorkerLimit)
                throw new ArgumentOutOfRangeException(nameof(options), workers, $"A number of threads lies from 1 to {WorkerPool.WorkerLimit}.");
        }
        int inForce = WorkerPool.MaxWorkers;
        try
        {
            foreach (int workers in (int[])[inForce, .. options.WorkerCounts.Where(w => w != inForce)])
                if (Compare(start(), start(), options.Steps, inForce, workers) is { } difference) return new DeterminismResult(difference, difference.Step);
        }
        finally
        {
            WorkerPool.MaxWorkers = inForce;
        }
        return new DeterminismResult(null, options.Steps);
    }

    private static RunDifference? Compare<T>(TrainingRun<T> first, TrainingRun<T> second, int steps, int inForce, int workers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var difference = Compare(first.Loss.Model, second.Loss.Model, 0, workers);
        for (int step = 1; step <= steps && difference is null; step++)
        {
            WorkerPool.MaxWorkers = inForce;
            double a = first.Step();
            WorkerPool.MaxWorkers = workers;
            double b = second.Step();
            difference = BitConverter.DoubleToInt64Bits(a) != BitConverter.DoubleToInt64Bits(b) ? new RunDifference(step, "", -1, a, b, workers)
                : Compare(first.Loss.Model, second.Loss.Model, step, workers);
        }
        return difference;
    }

    private static RunDifference? Compare<T>(IModel<T> first, IModel<T> second, int step, int workers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (tensors, others) = (first.EnumerateParameters(), second.EnumerateParameters());
        if (tensors.Count != others.Count) throw new ArgumentException($"The runs have models of {tensors.Count} and {others.Count} tensors; start the same training twice.", nameof(second));
        for (int i = 0; i < tensors.Count; i++)
        {
            if (tensors[i].Shape != others[i].Shape)
                throw new ArgumentException($"'{tensors[i].Name}' is {tensors[i].Shape} in one run and {others[i].Shape} in the other; start the same training twice.", nameof(second));
            Span<T> a = first.Values(tensors[i]), b = second.Values(others[i]);
            int at = MemoryMarshal.AsBytes(a).CommonPrefixLength(MemoryMarshal.AsBytes(b)) / Unsafe.SizeOf<T>();
            if (at < a.Length) return new RunDifference(step, tensors[i].Name, at, double.CreateTruncating(a[at]), double.CreateTruncating(b[at]), workers);
        }
        return null;
    }
}
