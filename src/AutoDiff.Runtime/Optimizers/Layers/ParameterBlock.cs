namespace AutoDiff.Optimizers;

/// <summary>One tensor among the flat parameters.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Shape">Its extents, row-major.</param>
/// <param name="Offset">Number of its first element among the parameters.</param>
public sealed record ParameterBlock(string Name, TensorShape Shape, int Offset)
{
    /// <summary>Number of its elements.</summary>
    public int Length => Shape.Length;

    /// <summary>Rows of the tensor as a matrix [first extent, all others]; 1 for a vector or a number.</summary>
    public int Rows => Shape.Rank < 2 ? 1 : Shape[0];

    /// <summary>Columns of that matrix.</summary>
    public int Columns => Rows == 0 ? 0 : Length / Rows;

    /// <summary>Whether it is a matrix of more than one row and column.</summary>
    public bool IsMatrix => Rows > 1 && Columns > 1;
}
