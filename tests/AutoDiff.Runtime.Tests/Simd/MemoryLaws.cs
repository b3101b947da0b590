using System.Numerics;

namespace AutoDiff.Tests.SimdTests;

/// <summary>What memory access and lane positions must do, for any width and either type.</summary>
internal static class MemoryLaws
{
    private static readonly nint[] Positions = [-100, -1, 0, 1, 2, 5, 31, 63, 64, (1 << 24) + 1, int.MaxValue];

    public static void PartialAccess<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] source = Numbers<T>(V.Count + 5);
        for (int lanes = 1; lanes < V.Count; lanes++)
        {
            // The last elements of the array, so that one element more would be outside.
            int index = source.Length - lanes;
            V vector = V.Load(ref source[0], index, lanes);
            Assert.Equal([.. source[index..], .. new T[V.Count - lanes]], Lanes<V, T>(vector));

            T[] destination = Numbers<T>(V.Count + 3), expected = (T[])destination.Clone();
            V.Store(vector, ref destination[0], 2, lanes);
            source.AsSpan(index, lanes).CopyTo(expected.AsSpan(2));
            Assert.Equal(expected, destination);

            T fill = T.CreateChecked(-7);
            Assert.Equal([.. source[index..], .. Enumerable.Repeat(fill, V.Count - lanes)], Lanes<V, T>(V.Keep(vector, lanes, V.Broadcast(fill))));
        }
    }

    public static void Strides<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (int stride in new[] { 0, 1, 3, -2 })
        {
            for (int lanes = 1; lanes <= V.Count; lanes++)
            {
                int start = stride < 0 ? -stride * V.Count : 1;
                T[] source = Numbers<T>(start + Math.Max(stride, 1) * V.Count);
                T[] expected = [.. Enumerable.Range(0, V.Count).Select(k => k < lanes ? source[start + k * stride] : T.Zero)];
                V vector = V.LoadStrided(ref source[0], start, stride, lanes);
                Assert.Equal(expected, Lanes<V, T>(vector));
                if (stride == 0)
                    continue;

                T[] destination = new T[source.Length], written = new T[source.Length];
                V.StoreStrided(vector, ref destination[0], start, stride, lanes);
                for (int k = 0; k < lanes; k++)
                    written[start + k * stride] = expected[k];
                Assert.Equal(written, destination);
            }
        }
    }

    public static void Gathers<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] table = Numbers<T>(60);
        int[] indices = [.. Enumerable.Range(0, V.Count + 2).Select(k => k % 5 == 3 ? -1 - k : (k * 7) % 20)];
        for (int lanes = 1; lanes <= V.Count; lanes++)
        {
            T[] expected = [.. Enumerable.Range(0, V.Count).Select(k => k < lanes && indices[k + 2] >= 0 ? table[indices[k + 2] * 3] : T.Zero)];
            Assert.Equal(expected, Lanes<V, T>(V.Gather(ref table[0], ref indices[0], 2, 3, lanes)));
            T[] numbers = [.. Enumerable.Range(0, V.Count).Select(k => k < lanes ? T.CreateChecked(indices[k + 2]) : T.Zero)];
            Assert.Equal(numbers, Lanes<V, T>(V.LoadInt(ref indices[0], 2, lanes)));
        }
    }

    public static void SequencesAndPositions<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (nint start in Positions)
        {
            Assert.Equal([.. Enumerable.Range(0, V.Count).Select(k => T.CreateTruncating(start + k))], Lanes<V, T>(V.Sequence(start)));
            foreach (nint position in new[] { start - 1, start, start + V.Count - 1, start + V.Count, start + (1 << 25) })
            {
                T[] expected = [.. Enumerable.Range(0, V.Count).Select(k => start + k == position ? T.One : T.Zero)];
                Assert.Equal(expected, Lanes<V, T>(V.MaskToReal(V.IsPosition(start, position))));
            }
        }
    }

    public static void Reductions<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] values = [.. Enumerable.Range(0, V.Count).Select(k => T.CreateChecked(((k * 5) % 7) - 3))];
        V vector = V.Load(ref values[0], 0);
        Assert.Equal(values.Aggregate(T.Zero, (sum, x) => sum + x), V.Sum(vector));
        Assert.Equal(values.Max(), V.MaxAcross(vector));
        Assert.Equal(values.Min(), V.MinAcross(vector));
        T[] factors = [.. values.Select((_, k) => k % 3 == 0 ? T.CreateChecked(2) : -T.One)];
        Assert.Equal(factors.Aggregate(T.One, (product, x) => product * x), V.Product(V.Load(ref factors[0], 0)));

        for (int k = 0; k < V.Count; k++)
        {
            T[] withNaN = (T[])values.Clone();
            withNaN[k] = T.NaN;
            V broken = V.Load(ref withNaN[0], 0);
            Assert.True(T.IsNaN(V.MaxAcross(broken)) && T.IsNaN(V.MinAcross(broken)) && T.IsNaN(V.Sum(broken)));
        }

        // A tenth of a float is added as that float, not as a double.
        T[] tenths = [.. values.Select(x => x / T.CreateChecked(10))];
        for (int lanes = 1; lanes <= V.Count; lanes++)
        {
            double[] totals = [.. Enumerable.Repeat(1.0, V.Count + 1)];
            double[] expected = [.. Enumerable.Range(0, V.Count + 1).Select(k => k > 0 && k <= lanes ? 1 + double.CreateChecked(tenths[k - 1]) : 1)];
            V.AddTo(V.Load(ref tenths[0], 0), ref totals[0], 1, lanes);
            Assert.Equal(expected, totals);
        }
    }

    public static T[] Lanes<V, T>(V vector) where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var lanes = new T[V.Count];
        V.Store(vector, ref lanes[0], 0);
        return lanes;
    }

    private static T[] Numbers<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(1, count).Select(k => T.CreateChecked(k) + T.CreateChecked(0.5))];
}
