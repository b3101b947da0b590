using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>Checks of index lists before a kernel trusts them.</summary>
public static class IndexCheck
{
    /// <summary>Throws if an index is <paramref name="extent"/> or more. A negative index is allowed: it selects nothing.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="extent">The extent that they index.</param>
    /// <param name="parameter">The name to report.</param>
    /// <exception cref="IndexOutOfRangeException">Names the parameter, the position and the value of the first offender.</exception>
    public static void InRange(ReadOnlySpan<int> indices, int extent, string parameter)
    {
        // One vectorized pass; only on failure is the position looked for.
        if (!indices.IsEmpty && TensorPrimitives.Max(indices) >= extent) Throw(indices, extent, parameter);
    }

    private static void Throw(ReadOnlySpan<int> indices, int extent, string parameter)
    {
        int position = 0;
        while (indices[position] < extent) position++;
        string allowed = extent == 0 ? "there is nothing to index" : $"the largest index is {extent - 1}";
#pragma warning disable CA2201 // An index into user data is out of range: this is what the exception is for.
        throw new IndexOutOfRangeException($"{parameter}[{position}] is {indices[position]}, but {allowed}.");
#pragma warning restore CA2201
    }
}
