namespace AutoDiff;

/// <summary>
/// How generated code cuts a loop into parts. The length depends on the loop alone, never on the number of threads,
/// so that sums which are merged part by part have the same bits everywhere.
/// </summary>
public static class Chunking
{
    /// <summary>Operations (weighted: a transcendental function counts ten) that are worth handing to another thread.</summary>
    private const long WorkOfChunk = 1 << 17;

    /// <summary>The most parts of a loop that keeps a set of totals for each part.</summary>
    private const int MostTotals = 16;

    /// <summary>The most parts of any loop: more would cost claims and broken streams of memory, and balance nothing.</summary>
    private const int MostParts = 32;

    /// <summary>Iterations in a part of a loop whose iterations do not add up anything.</summary>
    /// <param name="extent">Iterations of the loop.</param>
    /// <param name="work">Weighted operations of one iteration.</param>
    public static nint Length(nint extent, nint work)
    {
        long parts = Math.Clamp((long)extent * Math.Max(1L, work) / WorkOfChunk, 1, MostParts);
        return Math.Max(1, (nint)((extent + parts - 1) / parts));
    }

    /// <summary>Iterations in a part of a loop that keeps totals for each part.</summary>
    public static nint LengthWithTotals(nint extent, nint work) => Math.Max(Length(extent, work), (extent + MostTotals - 1) / MostTotals);

    /// <summary>Elements in a part of a loop over single elements: whole blocks, so that only the last part ends inside a vector.</summary>
    public static nint LengthOfElements(nint extent, nint work) => (Length(extent, work) + Block - 1) / Block * Block;

    /// <summary>Elements after which sums in the float type are widened.</summary>
    private const int Block = 4096;

    /// <summary>Number of parts, at least 1.</summary>
    public static int Count(nint extent, nint length) => extent <= length ? 1 : (int)((extent - 1) / length + 1);
}
