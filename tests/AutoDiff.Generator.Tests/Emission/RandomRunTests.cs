namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Random methods keep the law as well. AUTODIFF_RANDOM_SEED starts at another seed.</summary>
[Collection(DerivativeLaw.Collection)]
public class RandomRunTests
{
    private const int Methods = 60;

    private static readonly int s_start = int.Parse(Environment.GetEnvironmentVariable("AUTODIFF_RANDOM_SEED") ?? "1", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly Theme s_theme = new(string.Join("\n", Enumerable.Range(s_start, Methods).Select(RandomMethods.Line)));

    public static TheoryData<string> Names => s_theme.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void RandomMethod_KeepsTheLaw(string name) => s_theme.Check(name);
}
