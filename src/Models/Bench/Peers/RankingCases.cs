using System.Globalization;
using System.Numerics;
using AutoDiff.Metrics;

namespace AutoDiff.Models.Bench;

/// <summary>Metrics of a million samples, a tenth of them positive, and NDCG of ten thousand lists.</summary>
public static class RankingCases
{
    private const int Samples = 1_000_000, Lists = 10_000, ListLength = 100;

    public static IEnumerable<PeerCase> All() => [.. Of<float>("float32"), .. Of<double>("float64"), LogLossOfSamples(), NdcgOfLists(TiePolicy.Average), NdcgOfLists(TiePolicy.ByIndex)];

    private static IEnumerable<PeerCase> Of<T>(string type)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        yield return new("auc_1M", "RocAuc.Compute", type, () => Auc(Scores<T>()));
        yield return new("auc_1M_ties", "RocAuc.Compute", type, () => Auc<T>([.. Scores<T>().Select(s => T.Round(s * T.CreateChecked(16)) / T.CreateChecked(16))]));
        yield return new("ap_1M", "AveragePrecision.Compute", type, () =>
        {
            T[] scores = Scores<T>();
            int[] labels = Labels();
            return (() => AveragePrecision.Compute<T>(scores, labels), _ => "");
        });
        yield return new("top100_1M", "TopK.Select", type, () =>
        {
            T[] scores = Scores<T>(), top = new T[100];
            int[] indices = new int[100];
            return (() => TopK.Select<T>(scores, 100, indices, top), _ => "sorted and stable");
        });
        yield return new("top10_of_1000x1000", "TopK.SelectRows", type, () =>
        {
            T[] scores = Scores<T>(), top = new T[10_000];
            int[] indices = new int[10_000];
            return (() => TopK.SelectRows<T>(scores, 1000, 10, indices, top), _ => "sorted and stable");
        });
    }

    private static (Action, Func<double, string>) Auc<T>(T[] scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] labels = Labels();
        double value = 0;
        return (() => value = RocAuc.Compute<T>(scores, labels).Value, _ => string.Create(CultureInfo.InvariantCulture, $"auc={value:F6}"));
    }

    private static PeerCase LogLossOfSamples() => new("logloss_1M", "LogLoss.Binary", "float64", () =>
    {
        double[] probabilities = [.. Scores<double>().Select(s => 1 / (1 + Math.Exp(-s)))];
        int[] labels = Labels();
        return (() => LogLoss.Binary<double>(probabilities, labels), _ => "");
    });

    private static PeerCase NdcgOfLists(TiePolicy ties) => new("ndcg_10k_queries_x100_k10", $"Ndcg.Compute({ties})", "float64", () =>
    {
        var random = new CounterRandom(4);
        double[] scores = new double[Lists * ListLength], relevance = new double[Lists * ListLength];
        random.FillNormal<double>(scores, 0, 1);
        for (int i = 0; i < relevance.Length; i++) relevance[i] = (int)(5 * random.Uniform((ulong)(i + relevance.Length)));
        int[] offsets = [.. Enumerable.Range(0, Lists + 1).Select(q => q * ListLength)];
        var options = new NdcgOptions(Ties: ties);
        double value = 0;
        return (() => value = Ndcg.Compute<double>(scores, relevance, offsets, [10], options).Ndcg[0].Value, _ => string.Create(CultureInfo.InvariantCulture, $"ndcg={value:F6}"));
    });

    private static int[] Labels()
    {
        var random = new CounterRandom(1);
        return [.. Enumerable.Range(0, Samples).Select(i => random.Uniform((ulong)i) < 0.1 ? 1 : 0)];
    }

    private static T[] Scores<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] noise = new double[Samples];
        new CounterRandom(2).FillNormal<double>(noise, 0, 1);
        return [.. Labels().Select((y, i) => T.CreateTruncating(noise[i] + y))];
    }
}
