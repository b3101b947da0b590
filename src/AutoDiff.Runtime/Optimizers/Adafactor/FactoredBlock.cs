using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// The second moment of one tensor: of a matrix the averages of rows and columns, of a vector the average of each element. A tensor of more dimensions is
/// a batch of matrices of its last two.
/// </summary>
internal sealed class FactoredBlock<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int SmallestPart = 32768, MostParts = 16;

    public FactoredBlock(ParameterBlock block)
    {
        Block = block;
        var shape = block.Shape;
        int columns = shape.Rank < 2 ? 0 : shape[shape.Axis(-1)], rows = shape.Rank < 2 ? 0 : shape[shape.Axis(-2)];
        IsFactored = rows > 1 && columns > 1 && block.Length > 0;
        if (!IsFactored)
        {
            Elements = new T[block.Length];
            return;
        }
        (Rows, Columns) = (rows, columns);
        Matrices = block.Length / (Rows * Columns);
        (RowMeans, ColumnMeans) = (new double[Matrices * Rows], new double[Matrices * Columns]);
        (RowScales, ColumnScales) = (new T[RowMeans.Length], new T[ColumnMeans.Length]);
        RowsInPart = Math.Max((Rows - 1) / MostParts + 1, SmallestPart / Columns + 1);
        Parts = (Rows - 1) / RowsInPart + 1;
    }

    public ParameterBlock Block { get; }

    public bool IsFactored { get; }

    public int Matrices { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Averages of the squared gradient along the rows, [matrices, rows].</summary>
    public double[] RowMeans { get; } = [];

    /// <summary>Averages along the columns, [matrices, columns].</summary>
    public double[] ColumnMeans { get; } = [];

    /// <summary>Average of each squared gradient, if not factored.</summary>
    public T[] Elements { get; } = [];

    /// <summary>What the gradient is multiplied by for its row: 1 / sqrt(row mean / mean of the row means).</summary>
    public T[] RowScales { get; } = [];

    /// <summary>What the gradient is multiplied by for its column: 1 / sqrt(column mean).</summary>
    public T[] ColumnScales { get; } = [];

    /// <summary>Rows of one part of a sweep; it depends on the shape alone.</summary>
    public int RowsInPart { get; }

    public int Parts { get; }

    /// <summary>Takes the means of a step into the averages, and the scales from them.</summary>
    /// <param name="matrix">Number of the matrix.</param>
    /// <param name="keep">Share of the past.</param>
    /// <param name="rowMeans">Of the step.</param>
    /// <param name="columnMeans">Of the step.</param>
    public void Update(int matrix, double keep, ReadOnlySpan<double> rowMeans, ReadOnlySpan<double> columnMeans)
    {
        var rows = RowMeans.AsSpan(matrix * Rows, Rows);
        var columns = ColumnMeans.AsSpan(matrix * Columns, Columns);
        double mean = 0;
        for (int i = 0; i < Rows; i++) mean += rows[i] = keep * rows[i] + (1 - keep) * rowMeans[i];
        mean /= Rows;
        for (int i = 0; i < Rows; i++) RowScales[matrix * Rows + i] = T.CreateTruncating(Math.Sqrt(mean / rows[i]));
        for (int j = 0; j < Columns; j++)
        {
            columns[j] = keep * columns[j] + (1 - keep) * columnMeans[j];
            ColumnScales[matrix * Columns + j] = T.CreateTruncating(1 / Math.Sqrt(columns[j]));
        }
    }
}
