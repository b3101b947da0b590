using System.Text.Json;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class ReferenceTrajectoryTests
{
    public static TheoryData<string> Cases => [.. Reference.EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    private static JsonElement Reference => ReferenceData.Read("ops/optimizers.json").GetProperty("cases");

    [Fact]
    public void ThereAre17Cases() => Assert.Equal(17, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryStep_EqualsTheReference(string name)
    {
        var c = Reference.EnumerateArray().Single(e => e.GetProperty("name").GetString() == name);
        double[] x = c.GetProperty("inputs").GetProperty("p0").GetProperty("data").Numbers();
        double[] gradients = c.GetProperty("inputs").GetProperty("gradients").GetProperty("data").Numbers();
        double[] trajectory = c.GetProperty("outputs").GetProperty("trajectory").GetProperty("data").Numbers();
        var optimizer = OptimizerByName.Create<double>(c.GetProperty("optimizer").GetString()!, x.Length, c.GetProperty("params"));
        for (int step = 0; step < trajectory.Length / x.Length; step++)
        {
            optimizer.Step(x, gradients.AsSpan(step * x.Length, x.Length));
            for (int i = 0; i < x.Length; i++)
            {
                double expected = trajectory[step * x.Length + i];
                Assert.Equal(expected, x[i], 1e-10 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }
}
