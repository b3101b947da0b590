using AutoDiff.Diagnostics;
using AutoDiff.Models.Doctor;

namespace AutoDiff.Models.Tests.Doctor;

/// <summary>Every planted fault is caught by the check that is meant for it and by no other.</summary>
[Collection(WorkerCount.Name)]
public class PlantedFaultTests
{
    [Fact]
    public void AHealthyNetwork_PassesEveryCheck()
    {
        var findings = Patients.Examine();
        Assert.All(findings, f => Assert.True(f.Status == FindingStatus.Pass, f.ToString()));
        Assert.Equal(["finite numbers", "initial loss", "activations", "dead units", "gradient norms", "update ratios", "learning rate", "overfit one batch", "baselines", "determinism", "loss scale"],
            findings.Select(f => f.Check));
    }

    [Fact]
    public void DeadUnits_AreFoundByTheirLayerAndNumber()
    {
        // Far below what normalized numbers can reach, so that the rectifier never opens.
        var found = Patients.OnlyFailure(Patients.ExamineWeights(n => n.Beta1.Span[7..15].Fill(-100)));
        Assert.Equal("dead units", found.Check);
        Assert.Equal("hidden1 8 of 48, hidden2 0 of 48", found.Figure);
        Assert.Contains("unit 7 of hidden1", found.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void AnExplodingScale_IsFoundInTheActivations() =>
        Assert.Equal("activations", Patients.OnlyFailure(Patients.ExamineWeights(n => Scale(n.Gamma1.Span, 1000))).Check);

    [Fact]
    public void AVanishingScale_IsFoundInTheActivations() =>
        Assert.Equal("activations", Patients.OnlyFailure(Patients.ExamineWeights(n => Scale(n.Gamma1.Span, 1e-4f))).Check);

    [Fact]
    public void AWrongFinalBias_IsFoundInTheInitialLoss() =>
        Assert.Equal("initial loss", Patients.OnlyFailure(Patients.ExamineWeights(n => n.Bias3.Span[3] = 8)).Check);

    [Fact]
    public void ShuffledLabels_AreFoundByTheBaselines()
    {
        var data = Patients.Data;
        var shuffled = data with
        {
            Train = data.Train with { Labels = Baselines.ShuffledLabels<int>(data.Train.Labels, 1) },
            Test = data.Test with { Labels = Baselines.ShuffledLabels<int>(data.Test.Labels, 2) },
        };
        var found = Patients.OnlyFailure(Patients.Examine(data: shuffled));
        Assert.Equal("baselines", found.Check);
        Assert.Contains("labels", found.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void ARateTenTimesTooHigh_IsFoundByTheRangeTest()
    {
        var range = new Patient(Patients.Healthy, Patients.Data).Range;
        double good = range.LargestUseful!.Value / 4;
        Assert.Equal(LearningRateVerdict.Reasonable, range.Judge(good));
        var found = Patients.OnlyFailure(Patients.Examine(Patients.Healthy with { LearningRate = 10 * good }));
        Assert.Equal("learning rate", found.Check);
        Assert.Contains("try --lr", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void AStepThatDoesNotRepeatItself_IsFoundByTheDeterminismCheck() =>
        Assert.Equal("determinism", Patients.OnlyFailure(Patients.Examine(around: loss => new UnseededNoise(loss))).Check);

    [Fact]
    public void ANaNInTheSecondLayer_IsFoundAlone_WithElementAndLine()
    {
        var findings = Patients.ExamineWeights(n => n.Weight2.Span[100] = float.NaN);
        Assert.Equal([FindingStatus.Fail, FindingStatus.Skip], findings.Select(f => f.Status));
        Assert.Equal("finite numbers", findings[0].Check);
        Assert.Contains("parameter Weight2, element 100, is NaN", findings[0].Figure, StringComparison.Ordinal);
        Assert.Contains("hidden2", findings[0].Meaning, StringComparison.Ordinal);
        Assert.Contains("Weight2", findings[0].Meaning, StringComparison.Ordinal);
    }

    private static void Scale(Span<float> numbers, float factor)
    {
        foreach (ref float x in numbers) x *= factor;
    }

    /// <summary>Noise that no seed repeats, far below what training would notice.</summary>
    private sealed class UnseededNoise(IBatchLoss<float> inner) : IBatchLoss<float>
    {
        private static int _calls;

        public IModel<float> Model => inner.Model;

        public int Batches => inner.Batches;

        public double Evaluate(int batch, Span<float> gradient)
        {
            double loss = inner.Evaluate(batch, gradient);
            gradient[0] += 1e-6f * (Interlocked.Increment(ref _calls) % 17);
            return loss;
        }
    }
}
