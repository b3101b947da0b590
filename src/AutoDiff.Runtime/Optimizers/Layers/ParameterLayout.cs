using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Which tensors the flat parameters are made of, for optimizers and clips that treat them one by one: <c>ParameterLayout.Of(model)</c>.</summary>
public sealed class ParameterLayout
{
    private readonly ParameterBlock[] _blocks;

    /// <param name="length">Number of parameters.</param>
    /// <param name="blocks">The tensors in the order of their offsets. Parameters between them belong to none.</param>
    /// <exception cref="ArgumentException">Two tensors overlap, or one ends beyond the parameters.</exception>
    public ParameterLayout(int length, IEnumerable<ParameterBlock> blocks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(blocks);
        (Length, _blocks) = (length, [.. blocks]);
        long end = 0;
        foreach (var block in _blocks)
        {
            if (block.Offset < end) throw new ArgumentException($"'{block.Name}' starts at {block.Offset}, before the end {end} of the tensor before it; give them in order and apart.", nameof(blocks));
            end = (long)block.Offset + block.Length;
            if (end > length) throw new ArgumentException($"'{block.Name}' {block.Shape} at {block.Offset} ends beyond the {length} parameters.", nameof(blocks));
        }
    }

    /// <summary>Number of parameters.</summary>
    public int Length { get; }

    /// <summary>The tensors, in order.</summary>
    public IReadOnlyList<ParameterBlock> Blocks => _blocks;

    /// <summary>The same without the allocation of an enumerator.</summary>
    internal ReadOnlySpan<ParameterBlock> Span => _blocks;

    /// <summary>The trained tensors of a model.</summary>
    public static ParameterLayout Of<T>(IModel<T> model)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var blocks = model.EnumerateParameters().Where(p => !p.IsBuffer).OrderBy(p => p.Offset);
        return new ParameterLayout(model.Parameters.Length, blocks.Select(p => new ParameterBlock(p.Name, p.Shape, p.Offset)));
    }

    /// <summary>Tensors of these shapes one after another, named by their numbers from 0.</summary>
    public static ParameterLayout Of(params ReadOnlySpan<TensorShape> shapes)
    {
        var blocks = new List<ParameterBlock>();
        int offset = 0;
        foreach (var shape in shapes)
        {
            blocks.Add(new ParameterBlock($"{blocks.Count}", shape, offset));
            offset = checked(offset + shape.Length);
        }
        return new ParameterLayout(offset, blocks);
    }

    /// <summary>Says which number a position among the parameters is, for instance <c>W1[3, 7]</c>; between the tensors, the position itself.</summary>
    public string Locate(int index)
    {
        foreach (var block in _blocks)
            if (index >= block.Offset && index - block.Offset < block.Length)
                return block.Name + (block.Shape.Rank == 0 ? "" : ModelParameters.Position(block.Shape, index - block.Offset));
        return $"parameter {index}";
    }
}
