namespace AutoDiff.Models.Tests;

/// <summary>The logistic loss where the textbook formula overflows or rounds to 0.</summary>
public class StableLossTests
{
    [Theory]
    [InlineData(-200, 1, 200, -1)]
    [InlineData(200, 0, 200, 1)]
    [InlineData(20, 1, 2.061153620314381e-9, -2.0611536181902037e-9)]
    [InlineData(-20, 0, 2.061153620314381e-9, 2.0611536181902037e-9)]
    [InlineData(0, 1, 0.6931471805599453, -0.5)]
    public void BinaryCrossEntropy_OfALargeLogit_KeepsValueAndGradient(double logit, double target, double loss, double slope)
    {
        var (exact, dExact) = (Tensor<double>.From([logit], 1, 1), Tensor<double>.Zeros(1, 1));
        double value = Losses.BceWithLogitsGradient(exact, Tensor<double>.From([target], 1, 1), dExact, Tensor<double>.Zeros(1, 1));
        Assert.Equal(loss, value, 1e-14 * loss);
        Assert.Equal(slope, dExact.Span[0], 1e-14 * Math.Abs(slope));

        var (single, dSingle) = (Tensor<float>.From([(float)logit], 1, 1), Tensor<float>.Zeros(1, 1));
        float narrow = Losses.BceWithLogitsGradient(single, Tensor<float>.From([(float)target], 1, 1), dSingle, Tensor<float>.Zeros(1, 1));
        Assert.Equal(loss, narrow, 1e-6 * loss);
        Assert.Equal(slope, dSingle.Span[0], 1e-6 * Math.Abs(slope));
    }
}
