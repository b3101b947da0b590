namespace AutoDiff.Clustering;

/// <summary>Rows cut into blocks by the size of the problem alone, so that sums that are merged in the order of the blocks have the same bits at any number of threads.</summary>
internal readonly struct RowBlocks
{
    /// <summary>Whole strips at every vector width.</summary>
    private const int Granule = 128;
    private const int FewestRows = 2048;
    private const int MostBlocks = 128;

    /// <summary>Where the sums of a block are large, fewer blocks: clearing and merging them costs as much as many rows.</summary>
    private const int MostLargeBlocks = 32;
    private const int LargeSums = 8192;

    private readonly int _rows, _size;

    private RowBlocks(int rows, int size) => (_rows, _size) = (rows, size);

    /// <summary>The sums of all blocks together take at most about a quarter as many numbers as the data.</summary>
    public static RowBlocks For(int rows, int clusters, int dimension)
    {
        int most = (long)clusters * dimension > LargeSums ? MostLargeBlocks : MostBlocks;
        int blocks = (int)Math.Clamp(rows / Math.Max(FewestRows, 4L * clusters), 1, most);
        int size = (rows + blocks - 1) / blocks;
        return new RowBlocks(rows, (size + Granule - 1) / Granule * Granule);
    }

    public int Count => (_rows + _size - 1) / _size;

    public int First(int block) => block * _size;

    public int End(int block) => (int)Math.Min((long)(block + 1) * _size, _rows);
}
