namespace AutoDiff.Distances;

/// <summary>One step of a sum, or of a maximum, over the pairs of elements of two vectors.</summary>
internal interface IPairSum
{
    /// <summary>What fills the last vector beyond the elements: pairs that add nothing.</summary>
    (double X, double Y) Padding => (0, 0);

    void Add<W>(W x, W y, ref W first, ref W second)
        where W : struct, ISimdBits<W, double>;
}
