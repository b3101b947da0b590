using System.Numerics;

namespace AutoDiff;

/// <summary>Finds tensors and single numbers of a model.</summary>
public static class ModelParameters
{
    /// <summary>The elements of one tensor of the model, in row-major order; no copy.</summary>
    public static Span<T> Values<T>(this IModel<T> model, ModelParameter parameter)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(parameter);
        return (parameter.IsBuffer ? model.Buffers : model.Parameters).Slice(parameter.Offset, parameter.Shape.Length);
    }

    /// <summary>Says which number a position in <see cref="IModel{T}.Parameters"/> is, for instance <c>W1[3, 7]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index lies in no parameter.</exception>
    public static string Locate(this IReadOnlyList<ModelParameter> parameters, int index)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (var p in parameters)
            if (!p.IsBuffer && index >= p.Offset && index - p.Offset < p.Shape.Length)
                return p.Name + (p.Shape.Rank == 0 ? "" : Position(p.Shape, index - p.Offset));
        throw new ArgumentOutOfRangeException(nameof(index), index, "No parameter of the model holds this position.");
    }

    internal static string Position(TensorShape shape, int flat)
    {
        var position = new int[shape.Rank];
        for (int d = shape.Rank - 1; d >= 0; d--)
        {
            position[d] = flat % shape[d];
            flat /= shape[d];
        }
        return "[" + string.Join(", ", position) + "]";
    }
}
