using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Metrics;

/// <summary>
/// Sorts unsigned keys upwards, with or without one payload each, in time proportional to their number: stable counting sorts by one digit after the other,
/// from the lowest. A digit that all keys share is skipped. Scratch memory comes from the shared pool.
/// </summary>
internal static class RadixSort
{
    // Digits of 11 bits need the fewest passes whose counters stay in the first-level cache; short lists would spend more on the counters than on the keys.
    private const int WideDigit = 11, NarrowDigit = 8, NarrowLength = 4096, InsertionLength = 48;

    /// <summary>No payload; a struct without fields still has one byte, so it is tested for.</summary>
    private struct Nothing;

    public static void Sort<TKey>(Span<TKey> keys)
        where TKey : unmanaged, IBinaryInteger<TKey>
        => Sort(keys, Span<Nothing>.Empty);

    public static void Sort<TKey, TPayload>(Span<TKey> keys, Span<TPayload> payload)
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TPayload : unmanaged
    {
        if (keys.Length <= InsertionLength)
        {
            Insert(keys, payload);
            return;
        }
        bool hasPayload = typeof(TPayload) != typeof(Nothing);
        var otherKeys = ArrayPool<TKey>.Shared.Rent(keys.Length);
        var otherPayload = hasPayload ? ArrayPool<TPayload>.Shared.Rent(keys.Length) : [];
        try
        {
            Passes(keys, payload, otherKeys.AsSpan(0, keys.Length), otherPayload.AsSpan(0, payload.Length));
        }
        finally
        {
            ArrayPool<TKey>.Shared.Return(otherKeys);
            if (hasPayload) ArrayPool<TPayload>.Shared.Return(otherPayload);
        }
    }

    private static void Passes<TKey, TPayload>(Span<TKey> keys, Span<TPayload> payload, Span<TKey> otherKeys, Span<TPayload> otherPayload)
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TPayload : unmanaged
    {
        int digit = keys.Length < NarrowLength ? NarrowDigit : WideDigit;
        Span<int> starts = stackalloc int[1 << digit];
        bool moved = false;
        for (int shift = 0; shift < 8 * Unsafe.SizeOf<TKey>(); shift += digit)
        {
            if (!Count(keys, shift, starts)) continue;
            Scatter(keys, payload, otherKeys, otherPayload, shift, starts);
            var k = keys;
            keys = otherKeys;
            otherKeys = k;
            var p = payload;
            payload = otherPayload;
            otherPayload = p;
            moved = !moved;
        }
        if (!moved) return;
        keys.CopyTo(otherKeys);
        payload.CopyTo(otherPayload);
    }

    // Fills the first position of each digit; false if all keys have the same one.
    private static bool Count<TKey>(ReadOnlySpan<TKey> keys, int shift, Span<int> starts)
        where TKey : unmanaged, IBinaryInteger<TKey>
    {
        starts.Clear();
        ref int count = ref MemoryMarshal.GetReference(starts);
        uint mask = (uint)starts.Length - 1;
        foreach (TKey key in keys) Unsafe.Add(ref count, uint.CreateTruncating(key >>> shift) & mask)++;
        if (starts[(int)(uint.CreateTruncating(keys[0] >>> shift) & mask)] == keys.Length) return false;
        int position = 0;
        foreach (ref int start in starts)
        {
            int next = position + start;
            start = position;
            position = next;
        }
        return true;
    }

    private static void Scatter<TKey, TPayload>(
        ReadOnlySpan<TKey> keys, ReadOnlySpan<TPayload> payload, Span<TKey> toKeys, Span<TPayload> toPayload, int shift, Span<int> starts)
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TPayload : unmanaged
    {
        ref int start = ref MemoryMarshal.GetReference(starts);
        ref TKey keyOut = ref MemoryMarshal.GetReference(toKeys);
        ref TPayload payloadIn = ref MemoryMarshal.GetReference(payload);
        ref TPayload payloadOut = ref MemoryMarshal.GetReference(toPayload);
        uint mask = (uint)starts.Length - 1;
        for (int i = 0; i < keys.Length; i++)
        {
            TKey key = keys[i];
            int to = Unsafe.Add(ref start, uint.CreateTruncating(key >>> shift) & mask)++;
            Unsafe.Add(ref keyOut, to) = key;
            if (typeof(TPayload) != typeof(Nothing)) Unsafe.Add(ref payloadOut, to) = Unsafe.Add(ref payloadIn, i);
        }
    }

    private static void Insert<TKey, TPayload>(Span<TKey> keys, Span<TPayload> payload)
        where TKey : unmanaged, IBinaryInteger<TKey>
        where TPayload : unmanaged
    {
        for (int i = 1; i < keys.Length; i++)
        {
            TKey key = keys[i];
            TPayload carried = payload.IsEmpty ? default : payload[i];
            int j = i;
            for (; j > 0 && keys[j - 1] > key; j--)
            {
                keys[j] = keys[j - 1];
                if (!payload.IsEmpty) payload[j] = payload[j - 1];
            }
            keys[j] = key;
            if (!payload.IsEmpty) payload[j] = carried;
        }
    }
}
