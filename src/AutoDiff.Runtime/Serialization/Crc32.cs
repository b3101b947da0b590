namespace AutoDiff.Serialization;

/// <summary>The CRC-32 of gzip and zip: one table look-up a byte.</summary>
internal static class Crc32
{
    private const uint ReversedPolynomial = 0xEDB88320;

    /// <summary>What a byte contributes to the remainder.</summary>
    public static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i =>
    {
        uint remainder = (uint)i;
        for (int bit = 0; bit < 8; bit++) remainder = remainder >> 1 ^ ((remainder & 1) != 0 ? ReversedPolynomial : 0);
        return remainder;
    })];
}
