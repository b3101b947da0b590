using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>k-means++: rows with a probability proportional to weight * D^2, D the distance to the centroids chosen before; the best of some trials each time.</summary>
internal static unsafe class PlusPlus
{
    /// <summary>Row numbers. They are distinct unless there are fewer distinct rows of positive weight than clusters.</summary>
    public static int[] Choose<T, V>(in PointRows<T> rows, double* weights, int clusters, int trials, CounterRandom random, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        trials = Math.Min(trials, SeedingTile.MaxCandidates);
        var pass = new CandidatePass<T, V>
        {
            Rows = rows,
            Blocks = RowBlocks.For(rows.Count, 1, rows.Dimension),
            Weights = weights,
            Numbers = Scratch.Rent<int>(workspace, SeedingTile.MaxCandidates),
            Packed = Scratch.Rent<T>(workspace, SeedingTile.MaxCandidates * rows.Dimension),
        };
        pass.Potentials = Scratch.Rent<double>(workspace, SeedingTile.MaxCandidates * pass.Blocks.Count);
        // The distances with the candidate that wins become those of the next step; the memory changes roles.
        T* current = Scratch.Rent<T>(workspace, checked(rows.Count * trials)), next = Scratch.Rent<T>(workspace, checked(rows.Count * trials));
        double* blockSums = Scratch.Rent<double>(workspace, pass.Blocks.Count);
        int* candidates = pass.Numbers;
        var chosen = new int[clusters];
        ulong draw = 0;
        for (int j = 0; j < clusters; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            pass.Candidates = j == 0 ? 1 : trials;
            for (int i = 0; i < pass.Candidates; i++)
            {
                double u = random.Uniform(draw++);
                candidates[i] = j == 0 ? First(weights, rows.Count, u) : Draw(pass, blockSums, u);
            }
            Pack(ref pass, candidates);
            pass.Updated = next;
            WorkerPool.Shared.Run(in pass, pass.Blocks.Count);
            int best = Best(pass, blockSums);
            chosen[j] = candidates[best];
            pass.Closest = next + (nint)best * rows.Count;
            T* previous = current;
            current = next;
            next = previous;
        }
        return chosen;
    }

    private static void Pack<T, V>(ref CandidatePass<T, V> pass, int* candidates)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        for (int i = 0; i < pass.Candidates; i++)
        {
            T* row = pass.Rows.Row(candidates[i]);
            for (nint k = 0; k < pass.Rows.Dimension; k++) pass.Packed[k * pass.Candidates + i] = row[k] - pass.Rows.Offset[k];
        }
    }

    /// <summary>The candidate with the lowest sum; keeps its sums by block for the next draws.</summary>
    private static int Best<T, V>(in CandidatePass<T, V> pass, double* blockSums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        int best = 0;
        double lowest = double.PositiveInfinity;
        for (int i = 0; i < pass.Candidates; i++)
        {
            double sum = 0;
            for (int block = 0; block < pass.Blocks.Count; block++) sum += pass.Potentials[block * SeedingTile.MaxCandidates + i];
            if (sum < lowest) (best, lowest) = (i, sum);
        }
        for (int block = 0; block < pass.Blocks.Count; block++) blockSums[block] = pass.Potentials[block * SeedingTile.MaxCandidates + best];
        return best;
    }

    /// <summary>A row by its weight.</summary>
    public static int First(double* weights, int count, double u) =>
        weights is null ? Math.Min((int)(u * count), count - 1) : RowByWeight(new ReadOnlySpan<double>(weights, count), u);

    /// <summary>The row in which the sum of the weights exceeds u times their total. Rounding cannot lead beyond the last row of positive weight.</summary>
    public static int RowByWeight(ReadOnlySpan<double> weights, double u)
    {
        double total = 0;
        foreach (double weight in weights) total += weight;
        double target = u * total;
        int last = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] == 0) continue;
            last = i;
            target -= weights[i];
            if (target < 0) break;
        }
        return last;
    }

    /// <summary>A row by weight * D^2: first the block, then the row in it. Rounding cannot lead beyond the last row with a positive share.</summary>
    private static int Draw<T, V>(in CandidatePass<T, V> pass, double* blockSums, double u)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        double total = 0;
        for (int b = 0; b < pass.Blocks.Count; b++) total += blockSums[b];
        // All rows lie on centroids: any will do.
        if (!(total > 0)) return First(pass.Weights, pass.Rows.Count, u);
        double target = u * total;
        int block = 0, lastBlock = 0;
        for (int b = 0; b < pass.Blocks.Count; b++)
        {
            if (blockSums[b] == 0) continue;
            (block, lastBlock) = (b, b);
            if (target < blockSums[b]) break;
            target -= blockSums[b];
        }
        int row = pass.Blocks.First(lastBlock);
        for (int i = pass.Blocks.First(block); i < pass.Blocks.End(block); i++)
        {
            double share = double.CreateTruncating(pass.Closest[i]) * (pass.Weights is null ? 1 : pass.Weights[i]);
            if (!(share > 0)) continue;
            row = i;
            target -= share;
            if (target < 0) break;
        }
        return row;
    }
}
