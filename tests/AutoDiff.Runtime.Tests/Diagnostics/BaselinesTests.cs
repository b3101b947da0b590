using AutoDiff.Diagnostics;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class BaselinesTests
{
    [Theory]
    [InlineData(0.1, 0.2, 0.9, 1.4, 1.1, 1.1, BaselineVerdict.Learns)]
    [InlineData(1.1, 1.1, 1.1, 1.1, 1.1, 1.1, BaselineVerdict.InputsIgnored)]
    [InlineData(0.5, 1.3, 0.5, 1.3, 1.1, 1.1, BaselineVerdict.LabelsUninformative)]
    [InlineData(0.1, 0.2, 0.9, 0.3, 1.1, 1.1, BaselineVerdict.Leaks)]
    [InlineData(0.1, double.NaN, 0.9, 1.4, 1.1, 1.1, BaselineVerdict.NotFinite)]
    public void TheVerdict_FollowsFromTheSixLosses(double training, double heldOut, double shuffledTraining, double shuffledHeldOut, double zeroTraining, double zeroHeldOut, BaselineVerdict verdict)
    {
        var result = Baselines.Compare(kind => kind switch
        {
            BaselineKind.AsGiven => new BaselineScore(training, heldOut),
            BaselineKind.ShuffledLabels => new BaselineScore(shuffledTraining, shuffledHeldOut),
            _ => new BaselineScore(zeroTraining, zeroHeldOut),
        });
        Assert.Equal(verdict, result.Verdict);
    }

    [Fact]
    public void EachKind_IsTrainedOnce()
    {
        var kinds = new List<BaselineKind>();
        Baselines.Compare(kind =>
        {
            kinds.Add(kind);
            return default;
        });
        Assert.Equal([BaselineKind.AsGiven, BaselineKind.ShuffledLabels, BaselineKind.ZeroInput], kinds);
    }

    [Fact]
    public void ShuffledLabels_AreTheSameLabelsInAnotherOrder_ThatTheSeedRepeats()
    {
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 7)], before = [.. labels];
        int[] shuffled = Baselines.ShuffledLabels<int>(labels, 3);
        Assert.Equal(before, labels);
        Assert.NotEqual(labels, shuffled);
        Assert.Equal(labels.Order(), shuffled.Order());
        Assert.Equal(shuffled, Baselines.ShuffledLabels<int>(labels, 3));
        Assert.NotEqual(shuffled, Baselines.ShuffledLabels<int>(labels, 4));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void AMarginThatIsNoShare_IsRefused(double margin) => Assert.Throws<ArgumentOutOfRangeException>(() => Baselines.Compare(_ => default, margin));
}
