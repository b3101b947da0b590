namespace AutoDiff;

/// <summary>
/// A partition of the columns of a sparse matrix into groups (colors) such that no two columns of a group have an entry in the same row. The product of
/// the matrix and the sum of the unit vectors of a group then holds each entry of the group's columns by itself (Curtis, Powell, Reid, 1974).
/// </summary>
public sealed class ColumnColoring
{
    private readonly int[] _colors;

    private ColumnColoring(int[] colors, int count) => (_colors, Count) = (colors, count);

    /// <summary>The number of colors: directions that a Jacobian of the pattern costs.</summary>
    public int Count { get; }

    /// <summary>The color of each column, at least 0; a column without entries has color -1.</summary>
    public ReadOnlySpan<int> Colors => _colors;

    /// <summary>
    /// Colors columns one after the other, those with the longest rows around them first, with the first color that no column with a common row has
    /// (distance-2 coloring). At most as many colors as columns, and at least as many as the longest row has entries.
    /// </summary>
    public static ColumnColoring Greedy(SparsityPattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var (columnStarts, rows) = Transposed(pattern);
        int[] colors = new int[pattern.ColumnCount], lastUse = new int[pattern.ColumnCount];
        Array.Fill(colors, -1);
        Array.Fill(lastUse, -1);
        int count = 0;
        foreach (int column in ByNeighbors(pattern, columnStarts, rows))
        {
            for (int r = columnStarts[column]; r < columnStarts[column + 1]; r++)
                for (int e = pattern.RowStarts[rows[r]]; e < pattern.RowStarts[rows[r] + 1]; e++)
                    if (colors[pattern.Columns[e]] is >= 0 and var taken) lastUse[taken] = column;
            int color = 0;
            while (lastUse[color] == column) color++;
            colors[column] = color;
            count = Math.Max(count, color + 1);
        }
        return new ColumnColoring(colors, count);
    }

    /// <summary>Columns with entries, those that share rows with most others first; equal ones in order.</summary>
    private static IEnumerable<int> ByNeighbors(SparsityPattern pattern, int[] columnStarts, int[] rows)
    {
        long[] neighbors = new long[pattern.ColumnCount];
        for (int column = 0; column < neighbors.Length; column++)
            for (int r = columnStarts[column]; r < columnStarts[column + 1]; r++) neighbors[column] += pattern.RowStarts[rows[r] + 1] - pattern.RowStarts[rows[r]];
        return Enumerable.Range(0, neighbors.Length).Where(c => columnStarts[c + 1] > columnStarts[c]).OrderByDescending(c => neighbors[c]);
    }

    private static (int[] Starts, int[] Rows) Transposed(SparsityPattern pattern)
    {
        int[] starts = new int[pattern.ColumnCount + 1], rows = new int[pattern.EntryCount];
        foreach (int column in pattern.Columns) starts[column + 1]++;
        for (int column = 0; column < pattern.ColumnCount; column++) starts[column + 1] += starts[column];
        int[] next = starts[..^1];
        for (int row = 0; row < pattern.RowCount; row++)
            for (int e = pattern.RowStarts[row]; e < pattern.RowStarts[row + 1]; e++) rows[next[pattern.Columns[e]]++] = row;
        return (starts, rows);
    }
}
