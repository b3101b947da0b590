namespace AutoDiff.Generator.Tests.Differentiation.Regions;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;

/// <summary>Loops with checkpoints: the same bits in the memory of the square root of the trips.</summary>
public class CheckpointTests
{
    private const string Recurrence = """
        static double F(ReadOnlySpan<double> x, double a, int steps) {
            double y = x[0], v = 0.1, energy = 0;
            for (int t = 0; t < steps; t++) { v = Math.Tanh(a * v + y); y = Math.Sin(y - 0.01 * v * x[t % x.Length]); energy += y * v; }
            return energy + y;
        }
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    public void Gradient_HasTheSameBits(int steps)
    {
        var (plain, checkpointed) = (Program(Recurrence, steps), new RegionProgram(Marked(Program(Recurrence, steps).Function)).With("x", 0.7, -1.2, 0.4).With("a", 0.8).With("steps", steps));
        Assert.Equal(plain.Gradient("x"), checkpointed.Gradient("x"));
        Assert.Equal(plain.Gradient("a"), checkpointed.Gradient("a"));
        checkpointed.GradientIsFiniteDifference();
    }

    [Fact]
    public void TenThousandSteps_KeepAFewHundredNumbers()
    {
        const int steps = 10_000;
        var joint = Verifier.Check(ReverseMode.Gradient(Marked(Program(Recurrence, steps).Function)));
        var arguments = new Dictionary<string, NamedArray> { ["x"] = Array(joint, "x", 0.7, -1.2, 0.4), ["a"] = Array(joint, "a", 0.8), ["steps"] = Array(joint, "steps", steps) };
        var allocated = Laws.All(joint.Body).Count(i => i is Zeros or NewTape or Push);
        Interpreter.Run(joint, new Dictionary<string, int>(), arguments);
        Assert.DoesNotContain(Laws.All(joint.Body), i => i is Push);
        var report = ReverseMode.Saved(Marked(Program(Recurrence, steps).Function));
        Assert.All(report.Values, v => Assert.EndsWith("Trips", Assert.Single(v.Count.Symbols), StringComparison.Ordinal));
        Assert.True(allocated <= report.Values.Count + 1, Printer.Print(joint));
        // Extents are those of segments and of iterations in a segment: both about 100.
        var trips = Laws.All(joint.Body).OfType<DefineExtent>().ToList();
        Assert.Equal(2, trips.Count);
    }

    [Fact]
    public void NestedLoopsInACheckpointedLoop_AreRight()
    {
        const string nested = """
            static double F(ReadOnlySpan<double> x, double a, int steps) {
                double y = x[0];
                for (int t = 0; t < steps; t++) {
                    for (int i = 0; i < x.Length; i++) y = Math.Sin(y * x[i] + a);
                    double z = y;
                    while (z > 0.1) { z = z * z; y += z * x[0]; }
                    if (y > 1) y = Math.Sqrt(y);
                }
                return y;
            }
            """;
        var checkpointed = new RegionProgram(Marked(Program(nested, 5).Function)).With("x", 0.7, -1.2, 0.4).With("a", 0.8).With("steps", 5);
        Assert.Equal(Program(nested, 5).Gradient("x"), checkpointed.Gradient("x"));
        checkpointed.GradientIsFiniteDifference();
    }

    [Fact]
    public void ADescendingLoop_KeepsItsOrder()
    {
        const string descending = """
            static double F(ReadOnlySpan<double> x, double a, int steps) {
                double y = x[0];
                for (int t = steps - 1; t >= 0; t--) y = Math.Sin(y * x[t % x.Length] + a * t);
                return y;
            }
            """;
        var checkpointed = new RegionProgram(Marked(Program(descending, 11).Function)).With("x", 0.7, -1.2, 0.4).With("a", 0.8).With("steps", 11);
        Assert.Equal(Program(descending, 11).Gradient("x"), checkpointed.Gradient("x"));
        checkpointed.GradientIsFiniteDifference();
    }

    private static RegionProgram Program(string text, int steps) => new RegionProgram(text).With("x", 0.7, -1.2, 0.4).With("a", 0.8).With("steps", steps);

    /// <summary>The function with checkpoints in its outermost loops.</summary>
    private static Function Marked(Function function) =>
        function with { Body = function.Body.Select(s => s.Instruction is For f ? s with { Instruction = f with { Checkpoint = true } } : s).ToEquatable() };

    private static NamedArray Array(Function function, string name, params double[] data)
    {
        var array = new NamedArray(function.Parameters.First(p => p.Name == name).Value.Axes, _ => data.Length);
        data.CopyTo(array.Data, 0);
        return array;
    }
}
