using System.Numerics;

namespace AutoDiff;

/// <summary>Comparisons of spans, element by element.</summary>
internal static class Relation
{
    public static void Less<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] < y[i];
    }

    public static void LessOrEqual<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] <= y[i];
    }

    public static void Greater<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] > y[i];
    }

    public static void GreaterOrEqual<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] >= y[i];
    }

    public static void Equal<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] == y[i];
    }

    public static void NotEqual<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<bool> destination) where T : INumber<T>
    {
        for (int i = 0; i < destination.Length; i++) destination[i] = x[i] != y[i];
    }
}
