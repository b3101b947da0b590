using System.Collections.Frozen;

namespace AutoDiff.Serialization;

/// <summary>The number types of the safetensors format.</summary>
public enum ElementType
{
    Bool, U8, I8, I16, U16, F16, BF16, I32, U32, F32, F64, I64, U64,
}

/// <summary>Names, sizes and .NET types of <see cref="ElementType"/>.</summary>
internal static class ElementTypes
{
    private static readonly FrozenDictionary<string, ElementType> ByName =
        Enum.GetValues<ElementType>().ToFrozenDictionary(Name, StringComparer.Ordinal);

    public static string AllNames => string.Join(", ", Enum.GetValues<ElementType>().Select(Name));

    public static string Name(this ElementType type) => type == ElementType.Bool ? "BOOL" : type.ToString();

    public static bool TryParse(string? name, out ElementType type)
    {
        type = default;
        return name is not null && ByName.TryGetValue(name, out type);
    }

    /// <summary>Bytes of one element.</summary>
    public static int Size(this ElementType type) => type switch
    {
        ElementType.Bool or ElementType.U8 or ElementType.I8 => 1,
        ElementType.I16 or ElementType.U16 or ElementType.F16 or ElementType.BF16 => 2,
        ElementType.I32 or ElementType.U32 or ElementType.F32 => 4,
        _ => 8,
    };

    public static bool IsFloat(this ElementType type) => type is ElementType.F16 or ElementType.BF16 or ElementType.F32 or ElementType.F64;

    /// <exception cref="NotSupportedException">The format has no such type.</exception>
    public static ElementType Of<T>()
    {
        if (typeof(T) == typeof(float)) return ElementType.F32;
        if (typeof(T) == typeof(double)) return ElementType.F64;
        if (typeof(T) == typeof(Half)) return ElementType.F16;
        if (typeof(T) == typeof(sbyte)) return ElementType.I8;
        if (typeof(T) == typeof(byte)) return ElementType.U8;
        if (typeof(T) == typeof(short)) return ElementType.I16;
        if (typeof(T) == typeof(ushort)) return ElementType.U16;
        if (typeof(T) == typeof(int)) return ElementType.I32;
        if (typeof(T) == typeof(uint)) return ElementType.U32;
        if (typeof(T) == typeof(long)) return ElementType.I64;
        if (typeof(T) == typeof(ulong)) return ElementType.U64;
        throw new NotSupportedException($"safetensors has no type for {typeof(T)}; its types are {AllNames}.");
    }
}
