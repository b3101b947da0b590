using System.Globalization;
using System.Numerics;

namespace AutoDiff;

/// <summary>The checks of <see cref="DifferentiableAttribute.CheckFinite"/>, for generated code.</summary>
public static class FiniteCheck
{
    /// <summary>What a check says of the place where it stands.</summary>
    /// <param name="File">Source file.</param>
    /// <param name="Line">One-based line.</param>
    /// <param name="Variable">The variable.</param>
    /// <param name="Operation">What computed it.</param>
    /// <param name="Source">The statement.</param>
    /// <param name="IsBackward">Whether it is an adjoint.</param>
    public sealed record Site(string File, int Line, string Variable, string Operation, string Source, bool IsBackward);

    /// <summary>Position of the first infinite or NaN element; −1 where all are finite.</summary>
    public static int FirstNonFinite<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // x − x is 0 for finite numbers and NaN for all others, and NaN stays in a sum.
        const int Block = 256;
        for (int start = 0; start < numbers.Length; start += Block)
        {
            var block = numbers.Slice(start, Math.Min(Block, numbers.Length - start));
            var sum = T.Zero;
            foreach (var x in block) sum += x - x;
            if (T.IsFinite(sum)) continue;
            for (int i = 0; i < block.Length; i++)
                if (!T.IsFinite(block[i])) return start + i;
        }
        return -1;
    }

    /// <summary>The exception for a number.</summary>
    public static NonFiniteException Failure<T>(Site site, T value, params ReadOnlySpan<string> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(site, -1, double.CreateTruncating(value), string.Join(", ", operands.ToArray()));

    /// <summary>The exception for an element of an array.</summary>
    public static NonFiniteException Failure<T>(Site site, ReadOnlySpan<T> values, int element, params ReadOnlySpan<string> operands)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(site, element, double.CreateTruncating(values[element]), string.Join(", ", operands.ToArray()));

    /// <summary>An operand as text.</summary>
    public static string Describe<T>(string name, T number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => string.Create(CultureInfo.InvariantCulture, $"{name} = {number}");

    /// <summary>An operand as text: the element that failed where the lengths agree, otherwise its own first element that is not finite.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="numbers">Its elements.</param>
    /// <param name="element">The element that failed; −1 for a number.</param>
    /// <param name="length">Number of elements of what failed.</param>
    public static string Describe<T>(string name, ReadOnlySpan<T> numbers, int element, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int shown = element >= 0 && numbers.Length == length ? element : FirstNonFinite(numbers);
        return shown < 0 ? string.Create(CultureInfo.InvariantCulture, $"{name} ({numbers.Length} finite numbers)")
            : string.Create(CultureInfo.InvariantCulture, $"{name}[{shown}] = {numbers[shown]}");
    }
}
