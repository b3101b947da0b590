using System.Globalization;
using System.Numerics;
using AutoDiff.Preprocessing;

namespace AutoDiff.Models.Bench;

/// <summary>Scalers on a million rows of 50 features, and on rows that come one by one.</summary>
public static class ScalingCases
{
    private const int Rows = 1_000_000, Features = 50, ChunkRows = 10_000, SingleRows = 20_000;

    private static Array? _rows;

    public static IEnumerable<PeerCase> All() => [.. Of<float>("float32"), .. Of<double>("float64"), OneByOne()];

    private static IEnumerable<PeerCase> Of<T>(string type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return Case<T>(type, "StandardScaler.Fit", x => () => new StandardScaler(Features).Fit<T>(x));
        yield return Case<T>(type, "StandardScaler.PartialFit(100 chunks)", x => () =>
        {
            var scaler = new StandardScaler(Features);
            for (int i = 0; i < Rows; i += ChunkRows) scaler.PartialFit<T>(x.AsSpan(i * Features, ChunkRows * Features));
        });
        yield return Transform<T>(type, "StandardScaler.Transform(copy)", new StandardScaler(Features), isCopy: true);
        yield return Transform<T>(type, "StandardScaler.Transform(inplace)", new StandardScaler(Features), isCopy: false);
        yield return Case<T>(type, "MinMaxScaler.Fit", x => () => new MinMaxScaler(Features).Fit<T>(x));
        yield return Transform<T>(type, "MinMaxScaler.Transform(copy)", new MinMaxScaler(Features), isCopy: true);
        yield return Case<T>(type, "RobustScaler.Fit", x => () => new RobustScaler(Features).Fit<T>(x));
    }

    private static PeerCase Transform<T>(string type, string name, FeatureScaler scaler, bool isCopy)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Case<T>(type, name, x =>
        {
            scaler.Fit<T>(x.AsSpan(0, ChunkRows * Features));
            // The destination is the caller's: where other software makes new memory for each copy, the same memory serves again here.
            T[] place = [.. x];
            return isCopy ? () => scaler.Transform<T>(x, place) : () => scaler.Transform<T>(place, place);
        });

    private static PeerCase Case<T>(string type, string name, Func<T[], Action> prepare)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => new("scaler_1Mx50", name, type, () =>
        {
            T[] rows = Data<T>();
            double gigabytes = rows.Length * (double)System.Runtime.CompilerServices.Unsafe.SizeOf<T>() / 1e9;
            return (prepare(rows), median => string.Create(CultureInfo.InvariantCulture, $"GB/s_of_input={gigabytes / median:F2}"));
        });

    private static PeerCase OneByOne() => new("scaler_20k_rows_one_by_one_x50", "StandardScaler.PartialFit", "float64", () =>
    {
        double[] rows = new double[SingleRows * Features];
        new CounterRandom(3).FillNormal<double>(rows, 0, 1);
        return (() =>
        {
            var scaler = new StandardScaler(Features);
            for (int r = 0; r < SingleRows; r++) scaler.PartialFit<double>(rows.AsSpan(r * Features, Features));
        }, median => string.Create(CultureInfo.InvariantCulture, $"us_per_row={1e6 * median / SingleRows:F3}"));
    });

    // One array for all cases of a type.
    private static T[] Data<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (_rows is T[] rows) return rows;
        var data = new T[Rows * Features];
        _rows = data;
        new CounterRandom(3).FillNormal<T>(data, 0, 1);
        return data;
    }
}
