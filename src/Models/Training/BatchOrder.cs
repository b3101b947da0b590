namespace AutoDiff.Models.Training;

/// <summary>Which images form which batch: a new random order for each epoch, a pure function of seed and epoch.</summary>
/// <param name="count">Number of images.</param>
/// <param name="batchSize">Images in a batch, at least 2.</param>
/// <param name="seed">Chooses the orders.</param>
public sealed class BatchOrder(int count, int batchSize, ulong seed)
{
    // Keeps the orders apart from what else is drawn from the seed.
    private const ulong Stream = 0xBA7C_0000_0000_0000;

    private readonly int[] _order = new int[count];
    private readonly int _size = Math.Min(batchSize, count);

    /// <summary>
    /// Batches of an epoch. A last batch of less than half the size is left out (other images each time): its mean and variance would be noise that
    /// batch normalization passes on.
    /// </summary>
    public int Batches => count / _size + (count % _size >= Math.Max(2, _size / 2) ? 1 : 0);

    /// <summary>Draws the order of an epoch.</summary>
    public void Shuffle(int epoch)
    {
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        new CounterRandom(seed, Stream + (ulong)epoch).Shuffle(_order.AsSpan());
    }

    /// <summary>Numbers of the images of a batch.</summary>
    public ReadOnlySpan<int> Batch(int batch) => _order.AsSpan(batch * _size, Math.Min(_size, count - batch * _size));
}
