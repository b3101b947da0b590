using System.Numerics;

namespace AutoDiff.Diagnostics;

/// <summary>The tensors of a model that are trained, in the order of declaration.</summary>
internal static class TrainedTensors
{
    /// <exception cref="ArgumentException">Nothing is trained.</exception>
    public static ModelParameter[] Of(IReadOnlyList<ModelParameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ModelParameter[] trained = [.. parameters.Where(p => !p.IsBuffer)];
        return trained.Length > 0 ? trained : throw new ArgumentException("The model has no parameters that are trained.", nameof(parameters));
    }

    public static int Length(ModelParameter[] trained)
    {
        int length = 0;
        foreach (var p in trained) length = Math.Max(length, p.Offset + p.Shape.Length);
        return length;
    }

    public static ReadOnlySpan<T> Part<T>(this ModelParameter parameter, ReadOnlySpan<T> flat)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => flat.Slice(parameter.Offset, parameter.Shape.Length);

    /// <exception cref="ArgumentException">The span does not belong to these tensors.</exception>
    public static void RequireLength(ModelParameter[] trained, int actual, string name)
    {
        if (actual != Length(trained)) throw new ArgumentException($"The model has {Length(trained)} parameters and the span {actual} elements.", name);
    }
}
