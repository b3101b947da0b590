using System.Globalization;
using System.Text;

namespace AutoDiff;

public readonly partial struct Tensor<T>
{
    // Entries shown at each end of an axis that is too long to show.
    private const int EdgeEntries = 3;

    /// <summary>Shape and numbers, for instance <c>[2, 3] [[1, 2, 3], [4, 5, 6]]</c>; the middle of axes longer than 6 is left out.</summary>
    public override string ToString()
    {
        if (IsDefault) return "(no memory)";
        var text = new StringBuilder();
        text.Append(Shape).Append(' ');
        Append(text, Span, 0);
        return text.ToString();
    }

    private void Append(StringBuilder text, ReadOnlySpan<T> elements, int dimension)
    {
        if (dimension == Rank)
        {
            text.Append(CultureInfo.InvariantCulture, $"{elements[0]}");
            return;
        }
        int extent = Shape[dimension], row = extent == 0 ? 0 : elements.Length / extent;
        text.Append('[');
        for (int i = 0; i < extent; i++)
        {
            if (i > 0) text.Append(", ");
            if (extent > 2 * EdgeEntries && i == EdgeEntries)
            {
                text.Append("..., ");
                i = extent - EdgeEntries;
            }
            Append(text, elements.Slice(i * row, row), dimension + 1);
        }
        text.Append(']');
    }
}
