using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// The second half of reverse mode of regions. The first half writes backward blocks that use values of the forward blocks which they mirror, although
/// these went out of scope. Here each such value is computed again in the backward block, or saved by the forward one: see docs/design/regions.md.
/// </summary>
internal static class SavedValues
{
    /// <param name="function">The forward pass.</param>
    /// <param name="backward">Holds the statements of the backward pass.</param>
    /// <param name="mirrors">For each backward region the forward region that it reverses.</param>
    /// <returns>Both passes, well-formed, and what is saved.</returns>
    public static (IEnumerable<Statement> Body, SavedReport Saved) MakeAvailable(Function function, Builder backward, IReadOnlyDictionary<Statement, Statement> mirrors)
    {
        var plan = SavingPlan.Of(new ForwardPass(function), backward.Body, mirrors);
        var builder = new Builder(backward.LastId) { IsAdjoint = true };
        var forwardWriter = new ForwardWriter(builder, plan, Storage.Of(plan, null), renamed: null);
        forwardWriter.WriteAll();
        var report = forwardWriter.Report(SavedPlace.Array).ToList();
        var backwardWriter = new BackwardWriter(builder, plan, forwardWriter);
        backwardWriter.Write(backward.Body);
        report.AddRange(backwardWriter.Reruns.SelectMany(w => w.Report(SavedPlace.Scratch)));
        return (builder.Body, new SavedReport(report.ToEquatable()));
    }
}
