using System.Numerics;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>The dense tensor that sparse rows stand for.</summary>
public static class SparseSum
{
    public static void Into<T>(Tensor<int> indices, Tensor<T> rows, Tensor<T> table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        table.Span.Clear();
        if (indices.Length == 0) return;
        int width = rows.Length / indices.Length;
        for (int i = 0; i < indices.Length; i++)
            for (int j = 0; j < width && indices.Span[i] >= 0; j++)
                table.Span[indices.Span[i] * width + j] += rows.Span[i * width + j];
    }
}
