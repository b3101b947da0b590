namespace AutoDiff;

/// <summary>The rules of NumPy: shapes are aligned at their last dimension, and an extent of 1 (or a missing one) repeats.</summary>
internal static class Broadcasting
{
    /// <summary>The common shape of two operands.</summary>
    /// <exception cref="ShapeMismatchException">Two extents differ and neither is 1.</exception>
    public static TensorShape Shape(TensorShape a, TensorShape b)
    {
        if (a == b) return a;
        int rank = Math.Max(a.Rank, b.Rank);
        Span<int> extents = stackalloc int[rank];
        for (int d = 0; d < rank; d++)
        {
            int ea = ExtentAt(a, d, rank), eb = ExtentAt(b, d, rank);
            if (ea != eb && ea != 1 && eb != 1)
                throw new ShapeMismatchException($"{a} and {b} do not broadcast: counted from the end, dimension {rank - d} is {ea} in one and {eb} in the other.");
            extents[d] = ea == 1 ? eb : ea;
        }
        return new TensorShape(extents);
    }

    /// <summary>Throws unless an operand repeats to exactly the shape <paramref name="result"/>.</summary>
    public static void RequireTo(TensorShape operand, TensorShape result)
    {
        bool fits = operand.Rank <= result.Rank;
        for (int d = result.Rank - operand.Rank; fits && d < result.Rank; d++)
            fits = ExtentAt(operand, d, result.Rank) is int e && (e == 1 || e == result[d]);
        if (!fits) throw new ShapeMismatchException($"{operand} does not broadcast to {result}.");
    }

    /// <summary>Writes the operand, repeated to <paramref name="result"/>; a copy where nothing repeats.</summary>
    public static void Expand<T>(ReadOnlySpan<T> source, TensorShape shape, TensorShape result, Span<T> destination)
    {
        var rows = new BroadcastRows(result, shape);
        for (int r = 0; r < rows.Count; r++)
        {
            var row = destination.Slice(r * rows.Length, rows.Length);
            int start = rows.Offset(0, r);
            if (rows.Repeats(0)) row.Fill(source[start]);
            else source.Slice(start, rows.Length).CopyTo(row);
        }
    }

    /// <summary>The extent of an operand at dimension d of a result of the given rank; 1 where the operand has no such dimension.</summary>
    public static int ExtentAt(TensorShape shape, int d, int rank) => d < rank - shape.Rank ? 1 : shape[d - (rank - shape.Rank)];
}
