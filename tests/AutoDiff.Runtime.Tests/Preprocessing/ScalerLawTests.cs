using AutoDiff.Preprocessing;
using AutoDiff.Serialization;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Preprocessing;

/// <summary>What holds for every scaler.</summary>
public class ScalerLawTests
{
    private const int Features = 5;
    private static readonly CounterRandom Random = new(12);
    private static readonly double[] Rows = [.. Enumerable.Range(0, 120 * Features).Select(i => Math.Pow(10, i % Features) + Random.Normal((ulong)i))];

    public static TheoryData<string> Names => [.. Scalers.Keys];

    private static Dictionary<string, Func<FeatureScaler>> Scalers { get; } = new()
    {
        ["standard"] = () => new StandardScaler(Features),
        ["decayed"] = () => new StandardScaler(Features, new StandardScalerOptions { Decay = 0.99 }),
        ["sliding"] = () => new SlidingStandardScaler(Features, 80, 8),
        ["minmax"] = () => new MinMaxScaler(Features, -1, 3),
        ["maxabs"] = () => new MaxAbsScaler(Features),
        ["robust"] = () => new RobustScaler(Features),
        ["quantile"] = () => new QuantileScaler(Features, landmarks: 40),
        ["normal"] = () => new QuantileScaler(Features, QuantileOutput.Normal, landmarks: 40),
        ["yeo-johnson"] = () => new YeoJohnsonScaler(Features),
        ["clipped maxabs"] = () => new MaxAbsScaler(Features, OutOfRange.Clip),
        ["bins"] = () => new BinningScaler(Features, 6, BinRule.KMeans),
        ["pipeline"] = () => new ScalerPipeline(new RobustScaler(Features), new MinMaxScaler(Features), new StandardScaler(Features)),
    };

    private static FeatureScaler Streamed(string name)
    {
        var scaler = Scalers[name]();
        scaler.PartialFit<double>(Rows.AsSpan(0, 50 * Features));
        scaler.PartialFit<double>(Rows.AsSpan(50 * Features));
        return scaler;
    }

    private static double[] Transform(FeatureScaler scaler, double[] rows)
    {
        double[] scaled = new double[rows.Length];
        scaler.Transform<double>(rows, scaled);
        return scaled;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inverse_UndoesTheTransform(string name)
    {
        var scaler = Streamed(name);
        double[] back = new double[Rows.Length];
        scaler.Inverse<double>(Transform(scaler, Rows), back);
        // The middle of a bin is not the number, but it belongs to the same bin.
        if (name == "bins") Assert.Equal(Transform(scaler, Rows), Transform(scaler, back));
        else for (int i = 0; i < Rows.Length; i++) Assert.Equal(Rows[i], back[i], 1e-9 * Math.Max(1, Math.Abs(Rows[i])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InPlace_EqualsCopy(string name)
    {
        var scaler = Streamed(name);
        double[] place = [.. Rows];
        scaler.Transform<double>(place, place);
        Assert.Equal(Transform(scaler, Rows), place);
        Assert.Throws<ArgumentException>(() => scaler.Transform<double>(place.AsSpan(0, 10), place.AsSpan(5, 10)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SavedState_GivesTheSameBits_AlsoAfterMoreRows(string name)
    {
        var scaler = Streamed(name);
        string json = scaler.ToJson();
        var loaded = FeatureScaler.FromJson(json);
        Assert.Equal(json, loaded.ToJson());
        Assert.Equal(Transform(scaler, Rows), Transform(loaded, Rows));
        scaler.PartialFit<double>(Rows.AsSpan(0, 70 * Features));
        loaded.PartialFit<double>(Rows.AsSpan(0, 70 * Features));
        Assert.Equal(Transform(scaler, Rows), Transform(loaded, Rows));
        var fitted = Scalers[name]();
        fitted.Fit<double>(Rows);
        Assert.Equal(Transform(fitted, Rows), Transform(FeatureScaler.FromJson(fitted.ToJson()), Rows));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RefusedRows_ChangeNothing(string name)
    {
        var scaler = Streamed(name);
        string before = scaler.ToJson();
        double[] bad = [.. Rows];
        bad[77 * Features + 3] = double.NegativeInfinity;
        var error = Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>(bad));
        Assert.Equal((77L, 3), (error.Row, error.Column));
        Assert.StartsWith("row 77, column 3: the value is -", error.Message, StringComparison.Ordinal);
        Assert.Equal((0L, 1), Place(Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>([1, double.PositiveInfinity, 1, 1, 1]))));
        Assert.Equal(before, scaler.ToJson());
        Assert.Contains("7 numbers are no whole number of rows of 5 features; the last row has 2", Assert.Throws<ArgumentException>(
            () => scaler.PartialFit<double>(new double[7])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => scaler.Fit<double>([]));
        Assert.Throws<ArgumentException>(() => scaler.Fit<double>(Rows, new double[120]));
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>(new double[10], [1, -2])).Row);
        Assert.Throws<ArgumentException>(() => scaler.PartialFit<double>(new double[10], [1]));
        Assert.Throws<ShapeMismatchException>(() => scaler.Fit(Tensor<double>.Zeros(3, 4)));
        Assert.Equal(before, scaler.ToJson());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RefusedFit_ForgetsNothing(string name)
    {
        var scaler = Streamed(name);
        string before = scaler.ToJson();
        foreach (double infinite in new[] { double.PositiveInfinity, double.NegativeInfinity })
        {
            double[] bad = [.. Rows];
            bad[119 * Features] = infinite;
            Assert.Equal((119L, 0), Place(Assert.Throws<InvalidSampleException>(() => scaler.Fit<double>(bad))));
            float[] single = [.. bad.Select(x => (float)x)];
            Assert.Equal((119L, 0), Place(Assert.Throws<InvalidSampleException>(() => scaler.Fit<float>(single))));
            Assert.Equal((119L, 0), Place(Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<float>(single))));
        }
        foreach (double weight in new[] { double.NaN, double.PositiveInfinity, -1e-300 })
        {
            var error = Assert.Throws<InvalidSampleException>(() => scaler.Fit<double>(new double[3 * Features], [1, 1, weight]));
            Assert.Equal((2L, null), Place(error));
            Assert.StartsWith("row 2: the weight is ", error.Message, StringComparison.Ordinal);
        }
        Assert.Contains("All weights are 0", Assert.Throws<ArgumentException>(() => scaler.Fit<double>(Rows, new double[120])).Message, StringComparison.Ordinal);
        Assert.Equal(before, scaler.ToJson());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TransformOfOtherWidths_IsRefused_AndWritesNothing(string name)
    {
        var scaler = Streamed(name);
        double[] scaled = new double[7];
        Assert.Contains("rows of 5 features", Assert.Throws<ArgumentException>(() => scaler.Transform<double>(new double[7], scaled)).Message, StringComparison.Ordinal);
        Assert.Contains("rows of 5 features", Assert.Throws<ArgumentException>(() => scaler.Inverse<double>(new double[7], scaled)).Message, StringComparison.Ordinal);
        Assert.Contains("[N, 5]", Assert.Throws<ShapeMismatchException>(() => scaler.Transform(Tensor<double>.Zeros(3, 4))).Message, StringComparison.Ordinal);
        Assert.Equal(new double[7], scaled);
        Assert.Empty(Transform(scaler, []));
    }

    private static (long, int?) Place(InvalidSampleException error) => (error.Row, error.Column);

    [Theory]
    [MemberData(nameof(Names))]
    public void TransformWithoutRows_IsRefused(string name)
    {
        var scaler = Scalers[name]();
        Assert.Contains("call Fit or PartialFit first", Assert.Throws<InvalidOperationException>(() => Transform(scaler, [1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
        scaler.PartialFit<double>([]);
        Assert.Throws<ArgumentException>(() => scaler.Transform<double>(new double[5], new double[4]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatRows_GiveTheResultOfDoubleRows(string name)
    {
        float[] single = [.. Rows.Select(x => (float)x)], scaled = new float[Rows.Length];
        double[] wide = [.. single.Select(x => (double)x)];
        FeatureScaler a = Scalers[name](), b = Scalers[name]();
        a.PartialFit<float>(single);
        b.PartialFit<double>(wide);
        a.Transform<float>(single, scaled);
        double[] expected = Transform(b, wide);
        // A pipeline rounds to float after each of its three steps.
        double tolerance = name == "pipeline" ? 6e-7 : 2e-7;
        for (int i = 0; i < wide.Length; i++) Assert.Equal(expected[i], scaled[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MissingNumbers_StayMissing(string name)
    {
        var scaler = Streamed(name);
        double[] z = Transform(scaler, [double.NaN, 10, 100, double.NaN, 1e4]);
        Assert.Equal([true, false, false, true, false], z.Select(double.IsNaN));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void MissingNumbers_AreRefusedByName_WhereTheScalerSaysSo(string name)
    {
        double[] bad = [.. Rows.AsSpan(0, 3 * Features)];
        bad[2 * Features + 4] = double.NaN;
        var strict = FeatureScaler.FromJson(Streamed(name).ToJson().Replace("\"missing\": \"Skip\"", "\"missing\": \"Refuse\"", StringComparison.Ordinal));
        Assert.Equal(MissingPolicy.Refuse, strict.Missing);
        string before = strict.ToJson();
        double[] scaled = new double[3 * Features];
        Assert.Equal((2L, 4), Place(Assert.Throws<InvalidSampleException>(() => strict.PartialFit<double>(bad))));
        Assert.Equal((2L, 4), Place(Assert.Throws<InvalidSampleException>(() => strict.Fit<double>(bad))));
        Assert.Equal((2L, 4), Place(Assert.Throws<InvalidSampleException>(() => strict.Transform<double>(bad, scaled))));
        Assert.Equal(new double[3 * Features], scaled);
        Assert.Equal(before, strict.ToJson());
        strict.PartialFit<double>(bad, [0, 0, 0]);
        Assert.Equal(before, strict.ToJson());
        strict.Fit<double>(bad, [1, 1, 0]); // a row that does not count is as if absent
        var absent = Scalers[name]();
        absent.Fit<double>(bad.AsSpan(0, 2 * Features));
        Assert.Equal(Transform(absent, Rows), Transform(strict, Rows));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RowsOfWeightZero_AreAsIfAbsent(string name)
    {
        FeatureScaler all = Scalers[name](), some = Scalers[name]();
        var kept = new List<double>();
        for (int first = 0; first < 120; first += 40)
        {
            double[] rows = [.. Rows.AsSpan(first * Features, 40 * Features)], weights = [.. Enumerable.Range(0, 40).Select(r => r % 3 == 0 ? 0.0 : 1)];
            for (int f = 0; f < Features; f++) rows[f] = double.PositiveInfinity; // even what would be refused
            double[] counting = [.. rows.Where((_, i) => weights[i / Features] > 0)];
            all.PartialFit<double>(rows, weights);
            some.PartialFit<double>(counting);
            kept.AddRange(counting);
        }
        double[] expected = Transform(some, [.. kept]), actual = Transform(all, [.. kept]);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
    }

    [Fact]
    public void MissingPolicy_IsChosenWhereTheScalerIsMade() =>
        Assert.Throws<InvalidSampleException>(() => new StandardScaler(1) { Missing = MissingPolicy.Refuse }.Fit<double>([1, double.NaN]));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(50)]
    [InlineData(3001)]
    public void WhereRowsLieInMemory_DoesNotMatter(int features)
    {
        double[] rows = [.. Enumerable.Range(0, 7 * features).Select(i => Random.Normal((ulong)i))];
        float[] single = [.. rows.Select(x => (float)x)];
        var scaler = new StandardScaler(features);
        scaler.Fit<double>(rows);
        double[] expected = [.. rows.Select((x, i) => (x - scaler.Mean(i % features)) / scaler.Scale(i % features))];
        for (int offset = 0; offset < 17; offset++)
        {
            double[] moved = [.. new double[offset], .. rows, 77], copy = new double[moved.Length + 3];
            scaler.Transform<double>(moved.AsSpan(offset, rows.Length), copy.AsSpan(3, rows.Length));
            scaler.Transform<double>(moved.AsSpan(offset, rows.Length), moved.AsSpan(offset, rows.Length));
            float[] movedSingle = [.. new float[offset], .. single, 77];
            scaler.Transform<float>(movedSingle.AsSpan(offset, rows.Length), movedSingle.AsSpan(offset, rows.Length));
            for (int i = 0; i < rows.Length; i++)
            {
                Assert.Equal(expected[i], moved[offset + i], 1e-13);
                Assert.Equal(moved[offset + i], copy[3 + i]);
                Assert.Equal(expected[i], movedSingle[offset + i], 1e-6);
            }
            Assert.Equal((77, 77f, 0, 0), (moved[^1], movedSingle[^1], copy[0], offset > 0 ? moved[0] : 0));
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3001)]
    public void ManyRows_GiveTheBitsOfFewRows(int features)
    {
        int rows = 5_000_000 / features;
        double[] x = new double[rows * features], z = new double[x.Length], part = new double[features];
        Random.FillNormal<double>(x, 3, 2);
        float[] single = Array.ConvertAll(x, v => (float)v), singleZ = new float[2 * x.Length];
        var scaler = new StandardScaler(features);
        scaler.Fit<double>(x.AsSpan(0, 100 * features));
        scaler.Transform<double>(x, z);
        scaler.Transform<float>((float[])[.. single, .. single], singleZ);
        for (int r = 0; r < rows; r += 101)
        {
            scaler.Transform<double>(x.AsSpan(r * features, features), part);
            Assert.Equal(part, z[(r * features)..((r + 1) * features)]);
            scaler.Transform<float>(single.AsSpan(r * features, features), single.AsSpan(r * features, features));
            Assert.Equal(single[(r * features)..((r + 1) * features)], singleZ[(r * features)..((r + 1) * features)]);
        }
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("minmax")]
    [InlineData("maxabs")]
    [InlineData("robust")]
    public void Transforming_AllocatesNothing(string name)
    {
        var scaler = Streamed(name);
        double[] rows = [.. Rows];
        float[] single = [.. Rows.Select(x => (float)x)];
        Assert.Equal(0, SettledAllocation.Of(() =>
        {
            scaler.Transform<double>(rows, rows);
            scaler.Transform<float>(single, single);
            scaler.Inverse<double>(rows, rows);
        }));
    }

    [Fact]
    public void LearningAndTransformingRowByRow_AllocatesNothing()
    {
        var scaler = new StandardScaler(Features);
        double[] z = new double[Features];
        scaler.PartialFit<double>(Rows.AsSpan(0, Features));
        scaler.Transform<double>(Rows.AsSpan(0, Features), z);
        Assert.Equal(new double[Features], z);
        Assert.Equal(0, SettledAllocation.Of(() =>
        {
            for (int r = 1; r < 100; r++)
            {
                scaler.PartialFit<double>(Rows.AsSpan(r * Features, Features));
                scaler.Transform<double>(Rows.AsSpan(r * Features, Features), z);
            }
        }));
    }

    [Theory]
    [InlineData("standard")]
    [InlineData("minmax")]
    [InlineData("robust")]
    public void FoldedLayer_OnRawRowsEqualsTheLayerOnScaledRows(string name)
    {
        var scaler = (AffineScaler)Streamed(name);
        double[] weights = [.. Enumerable.Range(0, 3 * Features).Select(i => Random.Normal((ulong)(i + 9999)))], bias = [1, -2, 3];
        double[] scaled = Transform(scaler, Rows), folded = [.. weights], foldedBias = [.. bias];
        scaler.FoldInto<double>(folded, foldedBias);
        for (int r = 0; r < 120; r += 17)
        {
            for (int o = 0; o < 3; o++)
            {
                double expected = bias[o], actual = foldedBias[o];
                for (int f = 0; f < Features; f++)
                {
                    expected += weights[o * Features + f] * scaled[r * Features + f];
                    actual += folded[o * Features + f] * Rows[r * Features + f];
                }
                Assert.Equal(expected, actual, 1e-9);
            }
        }
        Assert.Throws<ArgumentException>(() => scaler.FoldInto<double>(folded, [1.0]));
    }

    [Fact]
    public void ClippingScaler_CannotBeFolded()
    {
        var scaler = new MinMaxScaler(1, outOfRange: OutOfRange.Clip);
        scaler.Fit<double>([1, 2]);
        Assert.Throws<InvalidOperationException>(() => scaler.FoldInto<double>([1], [0]));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{}", "'format'")]
    [InlineData("""{"format":"other"}""", "its format is 'other'")]
    [InlineData("""{"format":"autodiff-scaler","version":9}""", "its version is 9")]
    [InlineData("""{"format":"autodiff-scaler","version":1,"type":"Nothing"}""", "there is no scaler 'Nothing'")]
    [InlineData("""{"format":"autodiff-scaler","version":1,"type":"MaxAbsScaler","features":2,"outOfRange":"Clip","minimum":[1]}""", "'minimum' has 1 numbers; expected 2")]
    [InlineData("""{"format":"autodiff-scaler","version":1,"type":"BinningScaler","features":1,"bins":3,"rule":"Quantile","output":"Number","sketchSize":8,"exact":true,"edges":[[1]]}""", "'edges'")]
    [InlineData("""{"format":"autodiff-scaler","version":1,"type":"StandardScaler","features":1,"center":true,"scale":true,"decay":7}""", "'decay' holds 7")]
    public void DamagedState_IsRefusedByName(string json, string words) =>
        Assert.Contains(words, Assert.Throws<DataFormatException>(() => FeatureScaler.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void PipelineOfDifferentWidths_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new ScalerPipeline(new StandardScaler(2), new StandardScaler(3)));
        Assert.Throws<ArgumentException>(() => new ScalerPipeline());
    }

    [Fact]
    public void HugeValues_AreRefusedBeforeTheVarianceOverflows()
    {
        var scaler = new StandardScaler(1);
        scaler.PartialFit<double>([1]);
        Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>([1e200]));
        Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>([0, 1e200]));
        Assert.Equal(1, scaler.Mean(0));
    }
}
