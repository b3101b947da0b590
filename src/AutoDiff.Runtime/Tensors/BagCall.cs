using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff;

/// <summary>The arguments of a validated embedding-bag call, as its kernels see them; the index lists are pinned.</summary>
internal readonly unsafe struct BagCall<T>(Tensor<T> table, int* indices, int count, int* offsets, int bags, BagMode mode, Tensor<T> weights, int paddingIndex)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // How many look-ups ahead rows are fetched: rows of a large table lie anywhere, and the hardware cannot guess where.
    private const int FetchAhead = 8;

    private const int CacheLine = 64;

    public readonly Tensor<T> Table = table;
    public readonly BagMode Mode = mode;
    public readonly int Bags = bags;

    public nint Width => Table.Shape[1];

    public int Start(nint b) => offsets[b];

    public int End(nint b) => b + 1 < Bags ? offsets[b + 1] : count;

    public int Index(int position) => indices[position];

    public bool IsPresent(int position) => indices[position] >= 0 && indices[position] != paddingIndex;

    /// <summary>The factor of a row: its weight, or 1.</summary>
    public T Factor(int position) => weights.IsDefault ? T.One : Unsafe.Add(ref weights.Origin, position);

    public int CountPresent(nint b)
    {
        int present = 0;
        for (int i = Start(b); i < End(b); i++) present += IsPresent(i) ? 1 : 0;
        return present;
    }

    /// <summary>What the sum of a bag is divided by; 1 where nothing is to be divided, as in an empty bag.</summary>
    public T Divisor(nint b) => Mode == BagMode.Mean ? T.CreateTruncating(Math.Max(1, CountPresent(b))) : T.One;

    /// <summary>Asks for the row of a later look-up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int position)
    {
        int later = position + FetchAhead;
        if (!Sse.IsSupported || later >= count || !IsPresent(later)) return;
        byte* row = (byte*)Unsafe.AsPointer(ref Unsafe.Add(ref Table.Origin, indices[later] * Width));
        for (nint offset = 0; offset < Width * sizeof(T); offset += CacheLine) Sse.Prefetch0(row + offset);
    }

    /// <summary>The largest elements of <paramref name="lanes"/> columns of a bag; -infinity for an empty one, NaN where one is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Largest<V>(nint b, nint column, nint lanes) where V : struct, ISimd<V, T>
    {
        V largest = V.Broadcast(T.NegativeInfinity);
        for (int i = Start(b), end = End(b); i < end; i++)
        {
            if (column == 0) Fetch(i);
            if (IsPresent(i)) largest = V.Max(largest, Load<V>(ref Table.Origin, Index(i) * Width + column, lanes));
        }
        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V>(ref T source, nint index, nint lanes) where V : struct, ISimd<V, T> =>
        lanes == V.Count ? V.Load(ref source, index) : V.Load(ref source, index, lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V>(V value, ref T destination, nint index, nint lanes) where V : struct, ISimd<V, T>
    {
        if (lanes == V.Count) V.Store(value, ref destination, index);
        else V.Store(value, ref destination, index, lanes);
    }
}
