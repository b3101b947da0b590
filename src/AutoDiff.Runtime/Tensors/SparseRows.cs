using System.Numerics;

namespace AutoDiff;

/// <summary>
/// A gradient of a table that is zero but for some rows: row <c>Indices[i]</c> of the table receives row i of <c>Values</c>.
/// Indices may repeat; repeated rows add up.
/// </summary>
public readonly struct SparseRows<T>(Tensor<int> indices, Tensor<T> values)
    where T : unmanaged, INumber<T>
{
    /// <summary>Row numbers, one per looked-up row; a negative number means that the row has no gradient.</summary>
    public Tensor<int> Indices { get; } = indices;

    /// <summary>The rows, [count, width].</summary>
    public Tensor<T> Values { get; } = values;
}
