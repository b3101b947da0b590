namespace AutoDiff.LinearAlgebra;

/// <summary>A pinned matrix: element (i, j) lies at <c>Origin + i * Row + j * Column</c>.</summary>
internal readonly unsafe struct Operand<T>(T* origin, nint row, nint column)
    where T : unmanaged
{
    public readonly T* Origin = origin;
    public readonly nint Row = row;
    public readonly nint Column = column;

    public Operand<T> Transposed => new(Origin, Column, Row);

    public T* At(nint i, nint j) => Origin + i * Row + j * Column;

    public Operand<T> From(nint i, nint j) => new(At(i, j), Row, Column);
}
