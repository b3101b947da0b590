using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The best numbers of a pass so far, in memory of the caller. Of equal numbers the one that came first is better.</summary>
internal interface IBest<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Whether there are as many as wanted.</summary>
    bool IsFull { get; }

    /// <summary>The worst of them, once it is full: only larger numbers come in.</summary>
    T Worst { get; }

    /// <summary>Takes the first numbers that are not NaN until it is full; returns where it stopped.</summary>
    int Fill(ReadOnlySpan<T> source);

    /// <summary>Takes a number in the place of the worst.</summary>
    void ReplaceWorst(T value, int index);

    /// <summary>Brings the numbers into falling order and fills what is left with NaN, in the order of the source.</summary>
    void Finish(ReadOnlySpan<T> source);
}
