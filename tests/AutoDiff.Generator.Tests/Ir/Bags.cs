namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>Bags of embedding rows and their adjoints.</summary>
internal static class Bags
{
    public static NamedArray Forward(EmbeddingBag bag, Func<Value, NamedArray> at, IEnumerable<Axis> axes, Func<Axis, int> extentOf, Func<IEnumerable<Axis>, IEnumerable<Position>> positions)
    {
        var result = new NamedArray(axes, extentOf);
        var table = at(bag.Table);
        foreach (var p in positions(result.Axes))
        {
            var rows = Rows(bag, at, p[bag.Bag]);
            var values = rows.Select(i => table[p.With(bag.Along, (int)at(bag.Indices).Data[i])] * (bag.Weights is null ? 1 : at(bag.Weights).Data[i])).ToArray();
            result[p] = bag.Mode == BagMode.Max ? values.DefaultIfEmpty(0).Max() : values.Sum() / (bag.Mode == BagMode.Mean ? Math.Max(1, values.Length) : 1);
        }
        return result;
    }

    public static NamedArray Adjoint(EmbeddingBagAdjoint adjoint, Func<Value, NamedArray> at, IEnumerable<Axis> axes, Func<Axis, int> extentOf, Func<IEnumerable<Axis>, IEnumerable<Position>> positions)
    {
        var bag = adjoint.Forward;
        var (result, table, dy) = (new NamedArray(axes, extentOf), at(bag.Table), at(adjoint.Adjoint));
        foreach (var p in positions(dy.Axes))
        {
            var rows = Rows(bag, at, p[bag.Bag]);
            Position Row(int i) => p.With(bag.Along, (int)at(bag.Indices).Data[i]);
            if (bag.Mode == BagMode.Max && rows.Length > 0) rows = [rows.First(i => table[Row(i)] == rows.Max(j => table[Row(j)]))];
            foreach (int i in rows)
            {
                double weight = bag.Weights is null ? bag.Mode == BagMode.Mean ? 1.0 / rows.Length : 1 : at(bag.Weights).Data[i];
                if (adjoint.WithRespectToWeights) result.Data[i] += dy[p] * table[Row(i)];
                else result[Row(i)] += dy[p] * weight;
            }
        }
        return result;
    }

    private static int[] Rows(EmbeddingBag bag, Func<Value, NamedArray> at, int number)
    {
        var (indices, offsets) = (at(bag.Indices).Data, at(bag.Offsets).Data);
        int end = number + 1 < offsets.Length ? (int)offsets[number + 1] : indices.Length;
        double padding = bag.Padding is null ? -1 : at(bag.Padding).Data[0];
        return Enumerable.Range((int)offsets[number], end - (int)offsets[number]).Where(i => indices[i] >= 0 && indices[i] != padding).ToArray();
    }
}
