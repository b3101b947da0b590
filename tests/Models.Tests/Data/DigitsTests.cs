using AutoDiff.Models.Data;

namespace AutoDiff.Models.Tests.Data;

public class DigitsTests
{
    [Fact]
    public void ThereAre1797ImagesOf64PixelsFromZeroToOne()
    {
        var digits = Digits<float>.Load();
        Assert.Equal("[1797, 64]", digits.Images.Shape.ToString());
        Assert.All(digits.Images.Array, v => Assert.InRange(v, 0, 1));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], digits.Labels.CountBy(l => l).OrderBy(p => p.Key).Select(p => p.Value));
        Assert.Equal([0, 0, 5 / 16f, 13 / 16f, 9 / 16f], digits.Images.Array[..5]);
    }

    [Fact]
    public void ASplit_SelectsImagesWithTheirLabels()
    {
        var digits = Digits<double>.Load();
        var split = StratifiedSplit.Create(digits.Labels, 0.25, 1);
        var test = digits.Select(split.Test);
        Assert.Equal(449, test.Labels.Length);
        Assert.Equal(digits.Labels[split.Test[7]], test.Labels[7]);
        Assert.Equal(digits.Images.Array[(split.Test[7] * 64)..(split.Test[7] * 64 + 64)], test.Images.Array[(7 * 64)..(8 * 64)]);
    }
}
