using AutoDiff.Generator.Tests.Emission;

namespace AutoDiff.Generator.Tests.Modes;

/// <summary>
/// What generated products owe: upstreams times (Jacobian times tangents) is (upstreams times Jacobian) times tangents; the Hessian times tangents is the
/// difference of gradients along the tangents.
/// </summary>
internal static class ProductLaw
{
    private const double Step = 1e-6;

    private delegate void Tangent(Tensor<double>[] x, Tensor<double>[] dx, Tensor<int>[] k, Tensor<double>[] r, Tensor<double>[] dr);

    private delegate void Product(Tensor<double>[] x, Tensor<double>[] dx, Tensor<int>[] k, Tensor<double>[] r, Tensor<double>[] g, Tensor<double>[] h);

    /// <summary>Jacobian-vector product against vector-Jacobian product.</summary>
    public static void Jvp(CompiledMethod method, Dictionary<string, int> sizes)
    {
        var a = Emission.Arguments<double>.Random(method.Model, sizes, 3);
        var (x, up) = (Tensors(a.Inputs), Tensors(a.Upstream));
        var (values, gradients) = (Like(a.Results), Like(a.Gradients));
        if (Record.Exception(() => method.Derivative<double>()(x, [.. a.Integers], up, values, gradients)) is not null) return;
        var (tangents, results, resultTangents) = (Directions(a.Inputs), Like(a.Results), Like(a.Results));
        Guarded<double>.PoisonWorkspace();
        method.Modes.GetMethod("Jvp")!.CreateDelegate<Tangent>()(x, tangents, [.. a.Integers], results, resultTangents);
        for (int i = 0; i < values.Length; i++)
            for (int j = 0; j < values[i].Length; j++) Near(method, sizes, $"value {i}[{j}]", values[i].Span[j], results[i].Span[j], 1e-11);
        // The mean of nothing is not a number, and its derivative may be one.
        if (sizes.ContainsValue(0)) return;
        double reverse = 0, forward = 0, size = 0;
        for (int i = 0; i < x.Length; i++)
            if (a.Reals[i].Differentiated) reverse += Dot(gradients[i], tangents[i], ref size);
        for (int i = 0; i < up.Length; i++) forward += Dot(resultTangents[i], up[i], ref size);
        Near(method, sizes, "forward against reverse", reverse, forward, 1e-10 * (1 + size));
    }

    /// <summary>Hessian-vector product against differences of gradients, and the value and gradient against those of the gradient method.</summary>
    public static void Hvp(CompiledMethod method, Dictionary<string, int> sizes)
    {
        var a = Emission.Arguments<double>.Random(method.Model, sizes, 5);
        var (x, up) = (Tensors(a.Inputs), Tensors(a.Upstream));
        var (values, gradients) = (Like(a.Results), Like(a.Gradients));
        if (Record.Exception(() => method.Derivative<double>()(x, [.. a.Integers], up, values, gradients)) is not null) return;
        var (tangents, results, sameGradients, products) = (Directions(a.Inputs), Like(a.Results), Like(a.Gradients), Like(a.Gradients));
        Guarded<double>.PoisonWorkspace();
        method.Modes.GetMethod("Hvp")!.CreateDelegate<Product>()(x, tangents, [.. a.Integers], results, sameGradients, products);
        Near(method, sizes, "value", values[0].Span[0], results[0].Span[0], 1e-11);
        if (sizes.ContainsValue(0)) return;
        double[][] At(double step)
        {
            var moved = x.Select((t, i) => new Tensor<double>(t.Span.ToArray().Select((v, j) => v + step * tangents[i].Span[j]).ToArray(), 0, t.Shape)).ToArray();
            var at = Like(a.Gradients);
            // Only differentiated numbers move.
            for (int i = 0; i < x.Length; i++)
                if (!a.Reals[i].Differentiated) moved[i] = x[i];
            method.Derivative<double>()(moved, [.. a.Integers], up, Like(a.Results), at);
            return at.Select(t => t.Span.ToArray()).ToArray();
        }
        var (ahead, behind) = (At(Step), At(-Step));
        for (int i = 0; i < x.Length; i++)
            for (int j = 0; a.Reals[i].Differentiated && j < x[i].Length; j++)
            {
                Near(method, sizes, $"gradient {i}[{j}]", gradients[i].Span[j], sameGradients[i].Span[j], 1e-11);
                Near(method, sizes, $"product {i}[{j}]", (ahead[i][j] - behind[i][j]) / (2 * Step), products[i].Span[j], 5e-6);
            }
    }

    private static void Near(CompiledMethod method, Dictionary<string, int> sizes, string what, double expected, double actual, double tolerance) =>
        Assert.True(expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)) || (!double.IsFinite(expected) && !double.IsFinite(actual)),
            $"{method.Model.Name} ({string.Join(", ", sizes)}), {what}: {expected:R} expected, {actual:R} found");

    private static double Dot(Tensor<double> a, Tensor<double> b, ref double size)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            if (b.Span[j] == 0) continue;
            sum += a.Span[j] * b.Span[j];
            size += Math.Abs(a.Span[j] * b.Span[j]);
        }
        return sum;
    }

    private static Tensor<double>[] Tensors(IEnumerable<Guarded<double>> guarded) => guarded.Select(g => g.Tensor).ToArray();

    private static Tensor<double>[] Like(IEnumerable<Guarded<double>> guarded) =>
        guarded.Select(g => new Tensor<double>(Enumerable.Repeat(double.NaN, g.Tensor.Length).ToArray(), 0, g.Tensor.Shape)).ToArray();

    private static Tensor<double>[] Directions(IEnumerable<Guarded<double>> guarded)
    {
        var random = new Random(11);
        return guarded.Select(g => new Tensor<double>(Enumerable.Range(0, g.Tensor.Length).Select(_ => 2 * random.NextDouble() - 1).ToArray(), 0, g.Tensor.Shape)).ToArray();
    }
}
