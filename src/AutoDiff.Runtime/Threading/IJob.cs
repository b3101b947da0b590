namespace AutoDiff;

/// <summary>Work in independent numbered parts. A struct, so that running it allocates nothing.</summary>
public interface IJob
{
    /// <param name="part">Which part to do.</param>
    /// <param name="worker">Number of the thread, from 0 to the number of workers - 1.</param>
    void Execute(int part, int worker);
}
