using AutoDiff.Models.Training;

namespace AutoDiff.Models.Doctor;

/// <summary>The batches of one epoch of a set, always in the same order.</summary>
internal sealed class NetworkBatches
{
    private readonly ImageSet _set;
    private readonly BatchOrder _order;
    private readonly Tensor<float> _images;
    private readonly Tensor<int> _labels;

    public NetworkBatches(ImageSet set, int batchSize, ulong seed)
    {
        int size = Math.Min(batchSize, set.Count);
        _set = set;
        _order = new BatchOrder(set.Count, size, seed);
        _order.Shuffle(0);
        _images = Tensor<float>.Zeros(size, set.Pixels);
        _labels = Tensor<int>.Zeros(size);
    }

    public int Count => _order.Batches;

    /// <summary>Images and labels of a batch, in memory that the next call uses again.</summary>
    public (Tensor<float> Images, Tensor<int> Labels) Read(int batch)
    {
        var rows = _order.Batch(batch);
        var (images, labels) = (_images.Slice(0, rows.Length), _labels.Slice(0, rows.Length));
        _set.CopyTo(rows, images, labels);
        return (images, labels);
    }
}
