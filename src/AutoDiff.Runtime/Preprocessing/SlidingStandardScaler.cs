using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// A <see cref="StandardScaler"/> over the last rows of a stream only. Rows are collected in blocks whose moments are merged; the oldest block is dropped as a
/// whole, so the scaler covers between window - window / blocks + 1 and window rows. Nothing is subtracted again, so no rounding error stays behind.
/// </summary>
public sealed class SlidingStandardScaler : AffineScaler
{
    private readonly Queue<ColumnMoments> _full = new();
    private readonly int _blockRows;
    private MomentStream _open;
    private int _openRows;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="window">Rows that count, from <paramref name="blocks"/>; rounded down to a multiple of it.</param>
    /// <param name="blocks">From 2: more blocks follow the window more exactly and take more memory.</param>
    public SlidingStandardScaler(int features, int window, int blocks = 16) : base(features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, blocks);
        Blocks = blocks;
        _blockRows = window / blocks;
        _open = new MomentStream(features);
    }

    public int Blocks { get; }

    /// <summary>The largest number of rows that count.</summary>
    public int Window => _blockRows * Blocks;

    internal override string TypeName => nameof(SlidingStandardScaler);

    private protected override bool HasLearnt => Merged().Weight.ContainsAnyExcept(0);

    public double Mean(int feature) => Merged().Mean(CheckFeature(feature));

    /// <summary>Σ w (x - mean)² / Σ w over the window.</summary>
    public double Variance(int feature) => Merged().Variance(CheckFeature(feature));

    /// <summary>Weight of the rows of the window in which the feature was not missing.</summary>
    public double Count(int feature) => Merged().Weight[CheckFeature(feature)];

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteNumber("window", Window);
        writer.WriteNumber("blocks", Blocks);
        writer.WriteNumber("openRows", _openRows);
        writer.WriteStartArray("moments");
        foreach (var block in _full.Append(_open.Current))
        {
            writer.WriteStartObject();
            block.Write(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    internal static SlidingStandardScaler Read(StateReader state)
    {
        int blocks = state.Integer("blocks", 2);
        var scaler = new SlidingStandardScaler(state.Features, state.Integer("window", blocks), blocks) { _openRows = state.Integer("openRows", 0) };
        var moments = state.Objects("moments").Select(o =>
        {
            var block = new ColumnMoments(state.Features);
            block.Read(o);
            return block;
        }).ToList();
        if (moments.Count == 0 || moments.Count > blocks + 1) throw StateReader.Bad($"'moments' has {moments.Count} blocks; expected 1 to {blocks + 1}.");
        foreach (var block in moments.SkipLast(1)) scaler._full.Enqueue(block);
        scaler._open.Current.CopyFrom(moments[^1]);
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        // All that can be refused is refused before the first block changes.
        var trial = new MomentStream(Features);
        trial.Add(rows, weights, 1, forget: true);
        if (forget) Forget();
        int count = rows.Length / Features;
        for (int first = 0; first < count;)
        {
            var (taken, counting) = FillBlock(weights, first, count);
            if (counting > 0 && _openRows == 0 && _full.Count == Blocks) _full.Dequeue();
            _open.Add(rows.Slice(first * Features, taken * Features), weights.IsEmpty ? default : weights.Slice(first, taken), 1, forget: false);
            first += taken;
            _openRows += counting;
            if (_openRows == _blockRows) CloseBlock();
        }
        Changed();
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift) =>
        StandardScaler.Describe(Merged(), new StandardScalerOptions(), center, scale);

    // How many rows complete the open block, or are left, and how many of them count: rows of weight 0 are as if absent.
    private (int Taken, int Counting) FillBlock(ReadOnlySpan<double> weights, int first, int count)
    {
        int room = _blockRows - _openRows, taken = 0, counting = 0;
        for (; first + taken < count && counting < room; taken++)
            if (weights.IsEmpty || weights[first + taken] > 0) counting++;
        return (taken, counting);
    }

    private void Forget()
    {
        _full.Clear();
        _open = new MomentStream(Features);
        _openRows = 0;
    }

    private void CloseBlock()
    {
        _full.Enqueue(_open.Current);
        _open = new MomentStream(Features);
        _openRows = 0;
    }

    private ColumnMoments Merged()
    {
        var all = new ColumnMoments(Features);
        foreach (var block in _full) all.Merge(block);
        all.Merge(_open.Current);
        return all;
    }
}
