using System.Numerics;

namespace AutoDiff.Serialization;

/// <summary>A table of numbers with an optional class for each row.</summary>
/// <param name="Values">The numbers, [rows, columns], without the label column.</param>
/// <param name="Columns">The names of those columns; their numbers from 1 if the file has no header.</param>
/// <param name="Labels">The class of each row as a position in <paramref name="Classes"/>; empty without a label column.</param>
/// <param name="Classes">The distinct labels: in numeric order if all are whole numbers, else in ordinal order.</param>
public sealed record CsvTable(Tensor<double> Values, IReadOnlyList<string> Columns, int[] Labels, IReadOnlyList<string> Classes)
{
    /// <summary>The numbers times <paramref name="scale"/>, in the type that a model trains in.</summary>
    public Tensor<T> ValuesAs<T>(double scale = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var converted = Tensor<T>.Zeros(Values.Shape.ToArray());
        ReadOnlySpan<double> from = Values.Span;
        var to = converted.Span;
        for (int i = 0; i < from.Length; i++) to[i] = T.CreateTruncating(from[i] * scale);
        return converted;
    }
}
