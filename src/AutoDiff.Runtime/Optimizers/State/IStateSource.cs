using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Where a stored state comes from: memory or a file.</summary>
internal interface IStateSource
{
    /// <summary>Names of all texts and arrays.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The text of that name; null if there is none.</summary>
    string? Text(string name);

    /// <summary>The length of the array of that name if its elements can become <typeparamref name="T"/>; null if not.</summary>
    long? Length<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    void Read<T>(string name, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
