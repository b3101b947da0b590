using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>The first half of a step whose length depends on the whole tensor: the state and the direction of one parameter.</summary>
internal interface IDirectionRule<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many of the two slots the rule reads and writes.</summary>
    static abstract int StateSlots { get; }

    /// <summary>The direction of the step; 0 where parameter, gradient and state are 0.</summary>
    V Direction<V>(V parameter, V gradient, ref V first, ref V second) where V : struct, ISimd<V, T>;
}

/// <summary>Sums of squares over a tensor.</summary>
internal readonly record struct SquaredNorms(double Parameters, double Direction);
