using System.Buffers;
using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Scalers one after the other: each learns from what those before it make of the rows. If one of them refuses the rows, none has changed.
/// </summary>
public sealed class ScalerPipeline : FeatureScaler
{
    private FeatureScaler[] _steps;

    /// <param name="steps">At least one, all of the same number of features. The pipeline owns them: do not teach them on their own.</param>
    public ScalerPipeline(params IReadOnlyList<FeatureScaler> steps) : base(Width(steps)) => _steps = [.. steps];

    /// <summary>The scalers, in order.</summary>
    public IReadOnlyList<FeatureScaler> Steps => _steps;

    internal override string TypeName => nameof(ScalerPipeline);

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("steps");
        foreach (var step in _steps) ScalerJson.Write(step, writer);
        writer.WriteEndArray();
    }

    internal static ScalerPipeline Read(StateReader state)
    {
        FeatureScaler[] steps = [.. state.Objects("steps").Select(ScalerJson.Read)];
        if (steps.Length == 0 || steps.Any(s => s.Features != state.Features)) throw StateReader.Bad($"'steps' are not scalers of {state.Features} features.");
        return new ScalerPipeline(steps);
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        if (!weights.IsEmpty && !weights.ContainsAnyExcept(0)) return;
        // Copies learn, and take the places of the steps once all of them have.
        FeatureScaler[] learnt = [.. _steps.Select(s => s.Clone())];
        T[] memory = ArrayPool<T>.Shared.Rent(rows.Length);
        try
        {
            var scaled = memory.AsSpan(0, rows.Length);
            rows.CopyTo(scaled);
            Cover(scaled, weights);
            for (int i = 0; i < learnt.Length; i++)
            {
                if (forget) learnt[i].Fit<T>(scaled, weights);
                else learnt[i].PartialFit<T>(scaled, weights);
                if (i + 1 < learnt.Length) learnt[i].Transform<T>(scaled, scaled);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(memory);
        }
        _steps = learnt;
    }

    // A row of weight 0 is as if absent, but a step could refuse to transform it: a row that counts takes its place, so that the others keep their numbers.
    private void Cover<T>(Span<T> rows, ReadOnlySpan<double> weights)
    {
        if (!weights.Contains(0)) return;
        int counting = weights.IndexOfAnyExcept(0);
        for (int r = 0; r < weights.Length; r++)
            if (weights[r] == 0) rows.Slice(counting * Features, Features).CopyTo(rows[(r * Features)..]);
    }

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        _steps[0].Transform(rows, destination);
        foreach (var step in _steps.AsSpan(1)) step.Transform<T>(destination, destination);
    }

    private protected override void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        _steps[^1].Inverse(rows, destination);
        for (int i = _steps.Length - 2; i >= 0; i--) _steps[i].Inverse<T>(destination, destination);
    }

    private static int Width(IReadOnlyList<FeatureScaler> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0) throw new ArgumentException("A pipeline has at least one step.", nameof(steps));
        int width = steps[0].Features;
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i].Features != width)
                throw new ArgumentException($"Step {i} has {steps[i].Features} features and step 0 has {width}; all have to have the same.", nameof(steps));
        }
        return width;
    }
}
