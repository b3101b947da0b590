using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// Tangents of several directions side by side: element i is a vector whose lane k belongs to direction first + k. Generated Jacobians and Hessians seed
/// with these, and take the entries out of what comes back.
/// </summary>
public static class Directions
{
    private const int MostLanes = 16;

    /// <summary>
    /// Bits of the vector for a number of directions: the narrowest that holds all of them, or the widest of the machine; 0 where the type has no vectors.
    /// </summary>
    public static int Bits<T>(int directions)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) return 0;
        int bits = Simd.WidestBits, each = 8 * Unsafe.SizeOf<T>();
        while (bits > 128 && bits / 2 >= directions * each) bits /= 2;
        return directions == 1 ? 0 : bits;
    }

    /// <summary>Scratch memory that is not cleared, on a boundary of the vector's length; valid until the workspace's frame ends.</summary>
    public static Span<V> Rent<V, T>(Workspace workspace, int length)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return MemoryMarshal.Cast<T, V>(workspace.RentSpan<T>(checked(length * V.Count)));
    }

    /// <summary>Lane k of element first + k is 1, all others are 0: the unit vectors from first on.</summary>
    public static void Seed<V, T>(Span<V> seeds, int first)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = MemoryMarshal.Cast<V, T>(seeds);
        numbers.Clear();
        for (int k = 0; k < V.Count && first + k < seeds.Length; k++) numbers[(first + k) * V.Count + k] = T.One;
    }

    /// <summary>The vector with 1 in one lane; 0 where there is no such lane.</summary>
    public static V Unit<V, T>(int lane)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => (uint)lane < (uint)V.Count ? V.Load(ref Units<T>.Numbers[MostLanes - 1 - lane], 0) : V.Zero;

    /// <summary>Lane k of element i is 1 where column i has the color first + k, all others are 0.</summary>
    public static void Seed<V, T>(Span<V> seeds, ColumnColoring coloring, int first)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(coloring);
        var numbers = MemoryMarshal.Cast<V, T>(seeds);
        numbers.Clear();
        for (int i = 0; i < seeds.Length; i++)
            if (coloring.Colors[i] - first is >= 0 and var lane && lane < V.Count) numbers[i * V.Count + lane] = T.One;
    }

    /// <summary>Columns first, first + 1, ... of a row-major matrix: row i has the lanes of element i.</summary>
    public static void ToColumns<V, T>(ReadOnlySpan<V> tangents, Span<T> matrix, int columns, int first)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = MemoryMarshal.Cast<V, T>(tangents);
        int lanes = Math.Min(V.Count, columns - first);
        for (int i = 0; i < tangents.Length; i++) numbers.Slice(i * V.Count, lanes).CopyTo(matrix.Slice(i * columns + first, lanes));
    }

    /// <summary>Rows first, first + 1, ... of a row-major matrix: lane k of element i is column i of row first + k.</summary>
    public static void ToRows<V, T>(ReadOnlySpan<V> gradients, Span<T> matrix, int columns, int first)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = MemoryMarshal.Cast<V, T>(gradients[..columns]);
        int rows = columns == 0 ? 0 : Math.Min(V.Count, matrix.Length / columns - first);
        if (rows == 2 && V.Count == 2)
        {
            // A function with two outputs, such as a residual in the plane, is called for each of many points.
            var both = matrix.Slice(first * columns, 2 * columns);
            ref T pair = ref MemoryMarshal.GetReference(numbers);
            ref T row = ref MemoryMarshal.GetReference(both);
            for (int i = 0; i < columns; i++)
            {
                Unsafe.Add(ref row, i) = Unsafe.Add(ref pair, 2 * i);
                Unsafe.Add(ref row, columns + i) = Unsafe.Add(ref pair, 2 * i + 1);
            }
            return;
        }
        for (int lane = 0; lane < rows; lane++)
        {
            var one = matrix.Slice((first + lane) * columns, columns);
            for (int i = 0; i < one.Length; i++) one[i] = Unsafe.Add(ref MemoryMarshal.GetReference(numbers), i * V.Count + lane);
        }
    }

    /// <summary>The entries of the pattern whose column has one of the colors first, first + 1, ...</summary>
    public static void ToEntries<V, T>(ReadOnlySpan<V> tangents, SparsityPattern pattern, int first, Span<T> values)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var numbers = MemoryMarshal.Cast<V, T>(tangents);
        var colors = pattern.Coloring.Colors;
        for (int row = 0; row < pattern.RowCount; row++)
            for (int e = pattern.RowStarts[row]; e < pattern.RowStarts[row + 1]; e++)
                if (colors[pattern.Columns[e]] - first is >= 0 and var lane && lane < V.Count) values[e] = numbers[row * V.Count + lane];
    }

    /// <summary>Elements first, first + 1, ... of the diagonal: lane k of element first + k.</summary>
    public static void ToDiagonal<V, T>(ReadOnlySpan<V> tangents, Span<T> diagonal, int first)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = MemoryMarshal.Cast<V, T>(tangents);
        for (int k = 0; k < V.Count && first + k < tangents.Length; k++) diagonal[first + k] = numbers[(first + k) * V.Count + k];
    }

    /// <summary>The mean of a square row-major matrix and its transpose, in place: rounding errors have made them differ.</summary>
    public static void Symmetrize<T>(Span<T> matrix, int n)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateTruncating(0.5);
        for (int i = 0; i < n; i++)
            for (int j = 0; j < i; j++) matrix[i * n + j] = matrix[j * n + i] = half * (matrix[i * n + j] + matrix[j * n + i]);
    }

    /// <summary>Numbers as vectors of one lane.</summary>
    public static Span<Scalar<T>> Single<T>(Span<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => MemoryMarshal.Cast<T, Scalar<T>>(numbers);

    /// <summary>Throws unless the pattern has the shape of the Jacobian and there is a place for each entry.</summary>
    /// <exception cref="ShapeMismatchException">"pattern is [3, 4] but the Jacobian is [3, 5]".</exception>
    public static void Check(SparsityPattern pattern, int rows, int columns, int values)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.RowCount != rows || pattern.ColumnCount != columns)
            throw new ShapeMismatchException($"pattern is [{pattern.RowCount}, {pattern.ColumnCount}] but the Jacobian is [{rows}, {columns}]");
        if (values != pattern.EntryCount) throw new ShapeMismatchException($"values has {values} elements but the pattern has {pattern.EntryCount} entries");
    }

    /// <summary>A single one among zeros: a vector read there has it in any lane.</summary>
    private static class Units<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T[] Numbers = Create();

        private static T[] Create()
        {
            var numbers = new T[2 * MostLanes - 1];
            numbers[MostLanes - 1] = T.One;
            return numbers;
        }
    }
}
