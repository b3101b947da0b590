namespace AutoDiff.Neighbors;

/// <summary>The nearest rows so far, nearest first; equal distances by row number.</summary>
internal readonly unsafe struct NearestList(int* rows, double* squared, int capacity)
{
    public void Clear()
    {
        for (int i = 0; i < capacity; i++) (rows[i], squared[i]) = (int.MaxValue, double.PositiveInfinity);
    }

    /// <summary>The largest squared distance that is still among them; infinite until the list is full.</summary>
    public double Limit => squared[capacity - 1];

    /// <summary>Takes the row in if it is nearer than the last. Rows have to come in the order of their numbers.</summary>
    public void Offer(int row, double distance)
    {
        if (!(distance < Limit || (rows[capacity - 1] == int.MaxValue))) return;
        int at = capacity - 1;
        for (; at > 0 && (squared[at - 1] > distance || rows[at - 1] == int.MaxValue); at--) (rows[at], squared[at]) = (rows[at - 1], squared[at - 1]);
        (rows[at], squared[at]) = (row, distance);
    }
}
