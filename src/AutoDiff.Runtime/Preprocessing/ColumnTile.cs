namespace AutoDiff.Preprocessing;

/// <summary>
/// Numbers that belong to the features, repeated until they fill whole vectors: then a kernel walks over rows of any length as over one long array, without a
/// remainder in each row. Rows that would need a large tile are walked one by one instead.
/// </summary>
internal static class ColumnTile
{
    /// <summary>The floats of the widest vector.</summary>
    public const int Lanes = 16;

    private const int LargestTile = 2048;

    /// <summary>Length of the tile: a multiple of the number of features.</summary>
    public static int Length(int features)
    {
        int tile = features;
        while (tile % Lanes != 0) tile += tile; // the number of features times 2 at most four times
        return tile <= LargestTile ? tile : features;
    }

    /// <summary>Repeats the first <paramref name="features"/> elements over the whole tile, which may end within a repetition.</summary>
    public static void Repeat(Span<double> tile, int features)
    {
        for (int i = features; i < tile.Length; i += features) tile[..Math.Min(features, tile.Length - i)].CopyTo(tile[i..]);
    }
}
