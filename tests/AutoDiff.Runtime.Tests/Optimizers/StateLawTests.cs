using AutoDiff;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class StateLawTests
{
    private const int Length = 100;

    public static TheoryData<string> Names => [.. OptimizerMakers.All<float>().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ARestoredOptimizer_GoesOnWithTheSameBits(string name)
    {
        var straight = OptimizerMakers.All<float>()[name](Length);
        float[] x = Numbers(0);
        Walk(straight, x, 0, 7);
        var state = TrainingState.Of(straight);
        float[] middle = [.. x];
        Walk(straight, x, 7, 14);

        var resumed = OptimizerMakers.All<float>()[name](Length);
        Walk(resumed, Numbers(99), 20, 23);
        state.RestoreTo(resumed);
        Assert.Equal(7, resumed.StepCount);
        Walk(resumed, middle, 7, 14);
        Assert.Equal(x, middle);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStateOfAnotherKindOrLength_IsRefused_AndChangesNothing(string name)
    {
        var optimizer = OptimizerMakers.All<float>()[name](Length);
        Walk(optimizer, Numbers(0), 0, 3);
        var before = TrainingState.Of(optimizer);
        foreach (var (other, make) in OptimizerMakers.All<float>())
        {
            var stranger = make(Length);
            if (stranger.StateKind == optimizer.StateKind) continue;
            var error = Assert.Throws<StateMismatchException>(() => TrainingState.Of(stranger).RestoreTo(optimizer));
            Assert.Contains(stranger.StateKind, error.Message, StringComparison.Ordinal);
            Assert.True(Same(before, optimizer), $"{other} changed {name}");
        }
        if (name is "sgd") return;
        var longer = OptimizerMakers.All<float>()[name](Length + 60);
        Assert.Throws<StateMismatchException>(() => TrainingState.Of(longer).RestoreTo(optimizer));
        Assert.True(Same(before, optimizer));
    }

    [Fact]
    public void AStateWithMoreOrFewerSlots_IsRefused()
    {
        var plain = new Adam<float>(3);
        var largest = new Adam<float>(3, new AdamOptions { AmsGrad = true });
        Assert.Contains("largest_second_moment", Assert.Throws<StateMismatchException>(() => TrainingState.Of(plain).RestoreTo(largest)).Entry, StringComparison.Ordinal);
        Assert.Contains("largest_second_moment", Assert.Throws<StateMismatchException>(() => TrainingState.Of(largest).RestoreTo(plain)).Entry, StringComparison.Ordinal);
    }

    [Fact]
    public void AStateInFloat_IsConvertedToDouble()
    {
        var narrow = new Adam<float>(2);
        narrow.Step([1, 2], [0.5f, -0.25f]);
        var wide = new Adam<double>(2);
        TrainingState.Of(narrow).RestoreTo(wide);
        Assert.Equal([narrow.Slot(0)[0], narrow.Slot(0)[1]], wide.Slot(0).ToArray());
        Assert.Equal(1, wide.StepCount);
    }

    /// <summary>A walk on gradients that depend on the step and on the parameters.</summary>
    internal static void Walk(IOptimizer<float> optimizer, float[] x, int first, int last)
    {
        for (int step = first; step < last; step++)
        {
            var g = Numbers(step + 1);
            for (int i = 0; i < g.Length; i++) g[i] += x[i];
            optimizer.Step(x, g);
        }
    }

    internal static float[] Numbers(int stream)
    {
        var numbers = new float[Length];
        new CounterRandom(3, (ulong)stream).FillNormal(numbers.AsSpan(), 0, 1);
        return numbers;
    }

    private static bool Same(TrainingState state, Optimizer<float> optimizer) => Lines(state).SequenceEqual(Lines(TrainingState.Of(optimizer)));

    private static IEnumerable<string> Lines(TrainingState state) => state.Texts.Select(t => $"{t.Key} {t.Value}")
        .Concat(state.Arrays.Select(a => $"{a.Key} {string.Join(' ', a.Value.Cast<object>())}")).Order(StringComparer.Ordinal);
}
