using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>What a step does to one parameter, written once for any vector width. A struct of the step's constants.</summary>
internal interface IUpdateRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many of the three slots the rule reads and writes.</summary>
    static abstract int Slots { get; }

    /// <summary>The new parameter.</summary>
    V Update<V>(V parameter, V gradient, ref V first, ref V second, ref V third) where V : struct, ISimd<V, T>;
}

/// <summary>A number of slots as a type, so that a rule with optional slots costs nothing without them.</summary>
internal interface ISlotCount
{
    static abstract int Count { get; }
}

internal readonly struct OneSlot : ISlotCount
{
    public static int Count => 1;
}

internal readonly struct TwoSlots : ISlotCount
{
    public static int Count => 2;
}

internal readonly struct ThreeSlots : ISlotCount
{
    public static int Count => 3;
}
