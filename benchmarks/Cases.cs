using AutoDiff.Models.Bench;

namespace AutoDiff.Benchmarks;

/// <summary>The cases of <c>autodiff bench kernels</c> by name and shape.</summary>
internal static class Cases
{
    // A function whose result is a number computes value and gradient in one pass; an optimizer or training step has no other half either.
    private static readonly string[] s_withoutForward = ["softmax_ce", "bce_logits", "mse", "huber", "focal_composed", "mlp784_step", "opt_"];

    /// <summary>All cases, for instance <c>layernorm 4096x256</c>.</summary>
    public static IEnumerable<string> All { get; } = [.. KernelCases.All().Select(NameOf)];

    /// <summary>Cases that have a forward pass of their own.</summary>
    public static IEnumerable<string> WithForward { get; } =
        [.. KernelCases.All().Where(c => !s_withoutForward.Any(p => c.Name.StartsWith(p, StringComparison.Ordinal))).Select(NameOf)];

    public static (Action? Forward, Action ForwardBackward) Prepare(string name) => KernelCases.All().First(c => NameOf(c) == name).Prepare();

    private static string NameOf(BenchCase bench) => $"{bench.Name} {bench.Shape}";
}
