using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Neighbors;

/// <summary>Rows relative to their mean, and half their squared norms.</summary>
internal sealed class StoredRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public StoredRows(RowData<T> data)
    {
        (Count, Dimension) = (data.Count, data.Dimension);
        Offset = new T[Dimension];
        for (int k = 0; k < Dimension; k++)
        {
            double pivot = double.CreateTruncating(data.Row(0)[k]), sum = 0;
            for (int i = 0; i < Count; i++) sum += (double.CreateTruncating(data.Row(i)[k]) - pivot) / Count;
            Offset[k] = T.CreateTruncating(pivot + sum);
        }
        Rows = GC.AllocateUninitializedArray<T>(checked(Count * Dimension));
        Centered = GC.AllocateUninitializedArray<T>(Rows.Length);
        HalfNorms = new T[Count];
        double largest = 0;
        for (int i = 0; i < Count; i++)
        {
            var row = data.Row(i);
            row.CopyTo(Rows.AsSpan(i * Dimension, Dimension));
            double norm = 0;
            for (int k = 0; k < Dimension; k++)
            {
                T value = row[k] - Offset[k];
                Centered[i * Dimension + k] = value;
                norm += double.CreateTruncating(value) * double.CreateTruncating(value);
            }
            HalfNorms[i] = T.CreateTruncating(norm / 2);
            largest = Math.Max(largest, norm);
        }
        LargestNorm = Math.Sqrt(largest);
    }

    public int Count { get; }

    public int Dimension { get; }

    public T[] Rows { get; }

    /// <summary>The rows minus the offset, rounded to T.</summary>
    public T[] Centered { get; }

    public T[] HalfNorms { get; }

    public T[] Offset { get; }

    public double LargestNorm { get; }
}
