using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff.Serialization;

/// <summary>A tensor on its way into a file.</summary>
/// <param name="Name">Its name, unique in the file.</param>
/// <param name="Type">The type of its elements.</param>
/// <param name="Shape">Its extents, outermost first.</param>
/// <param name="Write">Writes its elements, row-major and little-endian; called once.</param>
public sealed record NamedTensor(string Name, ElementType Type, IReadOnlyList<int> Shape, Action<Stream> Write)
{
    /// <summary>The elements of a tensor; they are read when the file is written.</summary>
    /// <exception cref="NotSupportedException">The format has no such type.</exception>
    public static NamedTensor Of<T>(string name, Tensor<T> tensor)
        where T : unmanaged, INumber<T> =>
        new(name, ElementTypes.Of<T>(), tensor.Shape.ToArray(), stream => stream.Write(MemoryMarshal.AsBytes(tensor.Span)));
}
