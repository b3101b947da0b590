namespace AutoDiff;

/// <summary>
/// Which entries of a matrix may differ from zero: compressed rows. The values of the entries lie in the same order, row by row and by column inside of a
/// row.
/// </summary>
public sealed class SparsityPattern
{
    private readonly int[] _rowStarts;
    private readonly int[] _columns;
    private ColumnColoring? _coloring;

    /// <summary>A pattern from compressed rows.</summary>
    /// <param name="rowCount">Rows of the matrix.</param>
    /// <param name="columnCount">Columns of the matrix.</param>
    /// <param name="rowStarts">For each row the position of its first entry, then the number of entries: rowCount + 1 numbers that do not decrease.</param>
    /// <param name="columns">The columns of the entries, ascending inside of each row.</param>
    /// <exception cref="ArgumentException">The rows do not begin at 0, decrease, or do not end with the entries; a column is out of range, repeated or out of order.</exception>
    public SparsityPattern(int rowCount, int columnCount, int[] rowStarts, int[] columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfNegative(columnCount);
        ArgumentNullException.ThrowIfNull(rowStarts);
        ArgumentNullException.ThrowIfNull(columns);
        if (rowStarts.Length != rowCount + 1) throw new ArgumentException($"{rowCount} rows need {rowCount + 1} starts, but there are {rowStarts.Length}.", nameof(rowStarts));
        if (rowStarts[0] != 0 || rowStarts[^1] != columns.Length)
            throw new ArgumentException($"Rows go from {rowStarts[0]} to {rowStarts[^1]}, but the entries from 0 to {columns.Length}.", nameof(rowStarts));
        for (int row = 0; row < rowCount; row++)
        {
            if (rowStarts[row + 1] < rowStarts[row]) throw new ArgumentException($"Row {row} begins at {rowStarts[row]} and ends at {rowStarts[row + 1]}.", nameof(rowStarts));
            if (rowStarts[row + 1] > columns.Length) throw new ArgumentException($"Row {row} ends at {rowStarts[row + 1]}, behind the {columns.Length} entries.", nameof(rowStarts));
            for (int e = rowStarts[row]; e < rowStarts[row + 1]; e++)
            {
                if ((uint)columns[e] >= (uint)columnCount) throw new ArgumentException($"Entry {e} of row {row} is in column {columns[e]} of {columnCount}.", nameof(columns));
                if (e > rowStarts[row] && columns[e] <= columns[e - 1]) throw new ArgumentException($"Row {row} has column {columns[e]} behind column {columns[e - 1]}; sort the columns and leave out repetitions.", nameof(columns));
            }
        }
        (RowCount, ColumnCount, _rowStarts, _columns) = (rowCount, columnCount, [.. rowStarts], [.. columns]);
    }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>Entries that may differ from zero.</summary>
    public int EntryCount => _columns.Length;

    /// <summary>For each row the position of its first entry, then the number of entries.</summary>
    public ReadOnlySpan<int> RowStarts => _rowStarts;

    /// <summary>The column of each entry.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>Columns without a common row, in groups: one direction serves each group. Computed once.</summary>
    public ColumnColoring Coloring => _coloring ??= ColumnColoring.Greedy(this);

    /// <summary>A pattern from entries in any order; repeated ones count once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An entry is outside of the matrix.</exception>
    public static SparsityPattern FromEntries(int rowCount, int columnCount, IEnumerable<(int Row, int Column)> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        var sorted = new SortedSet<(int Row, int Column)>();
        foreach (var entry in entries)
        {
            if ((uint)entry.Row >= (uint)rowCount || (uint)entry.Column >= (uint)columnCount)
                throw new ArgumentOutOfRangeException(nameof(entries), $"Entry ({entry.Row}, {entry.Column}) is outside of a matrix of {rowCount} x {columnCount}.");
            sorted.Add(entry);
        }
        int[] rowStarts = new int[rowCount + 1], columns = new int[sorted.Count];
        int e = 0;
        foreach (var (row, column) in sorted)
        {
            columns[e++] = column;
            rowStarts[row + 1] = e;
        }
        for (int row = 0; row < rowCount; row++) rowStarts[row + 1] = Math.Max(rowStarts[row + 1], rowStarts[row]);
        return new SparsityPattern(rowCount, columnCount, rowStarts, columns);
    }
}
