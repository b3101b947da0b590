using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>What is done to the elements of a product while they are in the cache. A struct, so that it is compiled into the loop.</summary>
public interface IEpilogue<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Maps the elements (row, column) to (row, column + lanes - 1) of the finished product; what becomes of further lanes is ignored.</summary>
    V Apply<V>(V value, nint row, nint column, nint lanes)
        where V : struct, ISimd<V, T>;
}
