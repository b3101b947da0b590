using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>
/// What generated code owes: the value of the annotated method, its derivative by central differences in double, float close to double,
/// the same bits for any number of workers, nothing written outside of the destinations, an error where the method itself has one.
/// </summary>
internal static class DerivativeLaw
{
    /// <summary>Tests that set the number of workers, which belongs to the process, run one after the other.</summary>
    public const string Collection = "Number of workers";

    private const double Step = 1e-6;

    public static void Check(CompiledMethod method, Dictionary<string, int> sizes, bool differences = true)
    {
        string what = $"{method.Model.Name} ({string.Join(", ", sizes.Select(s => $"{s.Key} = {s.Value}"))})";
        for (int seed = 1; ; seed++)
        {
            var single = Arguments<float>.Random(method.Model, sizes, seed);
            var exact = single.As<double>(method.Model);
            var plain = Evaluate(method.Value<double>(), exact, out var refused);
            bool empty = sizes.ContainsValue(0);
            if (refused is not null && empty) return;
            if (refused is not null)
            {
                Assert.True(Record.Exception(() => Run(method, exact)) is not null, $"{what}: the method throws {refused.GetType().Name}, its derivative does not.");
                return;
            }
            Run(method, exact);
            Compare(what + ", value", plain, exact.Results, 1e-11);
            if (differences && !empty && !CheckDifferences(what, method, exact, seed))
            {
                Assert.True(seed < 5, $"{what}: every point lies at a kink.");
                continue;
            }
            CheckWorkers(what, method, exact);
            Run(method, single);
            CompareSingle(what, single, exact);
            CheckWorkers(what, method, single);
            return;
        }
    }

    private static void Run<T>(CompiledMethod method, Arguments<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Guarded<T>.PoisonWorkspace();
        foreach (var destination in a.Results.Concat(a.Gradients)) destination.Tensor.Span.Fill(T.NaN);
        method.Derivative<T>()(Tensors(a.Inputs), [.. a.Integers], Tensors(a.Upstream), Tensors(a.Results), Tensors(a.Gradients));
        foreach (var destination in a.Results) destination.AssertGuards("A result");
        foreach (var destination in a.Gradients) destination.AssertGuards("A gradient");
    }

    private static Tensor<T>[] Tensors<T>(IEnumerable<Guarded<T>> guarded) where T : unmanaged, IBinaryFloatingPointIeee754<T> => guarded.Select(g => g.Tensor).ToArray();

    private static List<double[]> Evaluate(Action<Tensor<double>[], Tensor<int>[], Tensor<double>[]> function, Arguments<double> a, out Exception? refused)
    {
        var results = a.Results.Select(r => new Guarded<double>(r.Tensor.Shape.ToArray())).ToList();
        refused = Record.Exception(() => function(Tensors(a.Inputs), [.. a.Integers], Tensors(results)));
        return results.Select(r => r.Tensor.Span.ToArray()).ToList();
    }

    /// <summary>Along one random direction for each differentiated parameter. False where the two one-sided differences disagree: a kink.</summary>
    private static bool CheckDifferences(string what, CompiledMethod method, Arguments<double> a, int seed)
    {
        var surrogate = method.Surrogate<double>();
        var random = new Random(seed + 1000);
        double middle = Loss(surrogate, a, out double size);
        for (int i = 0; i < a.Reals.Count; i++)
        {
            if (!a.Reals[i].Differentiated) continue;
            var x = a.Inputs[i].Tensor;
            double[] at = x.Span.ToArray(), direction = at.Select(_ => 2 * random.NextDouble() - 1).ToArray();
            Move(x, at, direction, Step);
            double above = Loss(surrogate, a, out _);
            Move(x, at, direction, -Step);
            double below = Loss(surrogate, a, out _);
            at.CopyTo(x.Span);
            double numeric = (above - below) / (2 * Step), analytic = 0, magnitude = 0;
            for (int j = 0; j < direction.Length; j++)
            {
                analytic += direction[j] * a.Gradients[i].Tensor.Span[j];
                magnitude += Math.Abs(direction[j] * a.Gradients[i].Tensor.Span[j]);
            }
            double tolerance = 2e-6 * (1 + Math.Abs(numeric)) + 1e-8 * (magnitude + size);
            if (Math.Abs(numeric - analytic) <= tolerance) continue;
            if (!double.IsFinite(numeric) && !double.IsFinite(analytic)) continue;
            // A smooth function bends by its second derivative times the step.
            if (Math.Abs(above - 2 * middle + below) / Step > 1e-3 * (1 + Math.Abs(numeric))) return false;
            Assert.Fail($"{what}: the gradient with respect to {a.Reals[i].Name} gives {analytic:R} along a direction, differences give {numeric:R}.");
        }
        return true;
    }

    private static void Move(Tensor<double> x, double[] at, double[] direction, double step)
    {
        for (int j = 0; j < at.Length; j++) x.Span[j] = at[j] + step * direction[j];
    }

    private static double Loss(Action<Tensor<double>[], Tensor<int>[], Tensor<double>[]> function, Arguments<double> a, out double size)
    {
        var results = Evaluate(function, a, out var refused);
        if (refused is not null) throw new InvalidOperationException("The surrogate fails.", refused);
        double loss = 0;
        size = 0;
        for (int i = 0; i < results.Count; i++)
            for (int j = 0; j < results[i].Length; j++)
            {
                double weight = a.Upstream[i].Tensor.Span[j];
                if (weight == 0) continue;
                loss += weight * results[i][j];
                size += Math.Abs(weight * results[i][j]);
            }
        return loss;
    }

    private static void Compare(string what, List<double[]> expected, List<Guarded<double>> actual, double tolerance)
    {
        for (int i = 0; i < expected.Count; i++)
        {
            double scale = 1 + expected[i].Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int j = 0; j < expected[i].Length; j++)
            {
                double e = expected[i][j], v = actual[i].Tensor.Span[j];
                Assert.True(e.Equals(v) || Math.Abs(e - v) <= tolerance * scale, $"{what}: result {i}[{j}] is {v:R}, expected {e:R}.");
            }
        }
    }

    private static void CompareSingle(string what, Arguments<float> single, Arguments<double> exact)
    {
        var pairs = single.Results.Zip(exact.Results, (s, e) => (s, e, name: "result", compare: true))
            .Concat(single.Gradients.Zip(exact.Gradients, (s, e) => (s, e, name: "gradient", compare: true)).Where((_, i) => exact.Reals[i].Differentiated));
        foreach (var (s, e, name, _) in pairs)
        {
            double scale = 1 + e.Tensor.Span.ToArray().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
            for (int j = 0; j < e.Tensor.Length; j++)
            {
                double want = e.Tensor.Span[j], have = s.Tensor.Span[j];
                Assert.True(want.Equals(have) || Math.Abs(want - have) <= 2e-4 * scale || !float.IsFinite((float)want), $"{what}: float {name}[{j}] is {have:R}, in double it is {want:R}.");
            }
        }
    }

    private static void CheckWorkers<T>(string what, CompiledMethod method, Arguments<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int before = WorkerPool.MaxWorkers;
        try
        {
            WorkerPool.MaxWorkers = 1;
            Run(method, a);
            byte[] alone = Bits(a);
            WorkerPool.MaxWorkers = 3;
            Run(method, a);
            Assert.True(alone.AsSpan().SequenceEqual(Bits(a)), $"{what}: three workers give other bits than one.");
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
    }

    private static byte[] Bits<T>(Arguments<T> a) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        a.Results.Concat(a.Gradients).SelectMany(g => MemoryMarshal.AsBytes(g.Tensor.Span).ToArray()).ToArray();
}
