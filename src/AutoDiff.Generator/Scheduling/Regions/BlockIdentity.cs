using System.Runtime.CompilerServices;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>Tells blocks apart by the place where they stand, not by what they hold.</summary>
internal sealed class BlockIdentity : IEqualityComparer<Block>
{
    public static BlockIdentity Comparer { get; } = new();

    public bool Equals(Block x, Block y) => ReferenceEquals(x, y);

    public int GetHashCode(Block block) => RuntimeHelpers.GetHashCode(block);
}
