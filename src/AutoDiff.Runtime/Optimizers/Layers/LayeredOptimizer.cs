using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>An optimizer that looks at each tensor as a whole: at its norm, or at its rows and columns.</summary>
public abstract unsafe class LayeredOptimizer<T> : Optimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected LayeredOptimizer(ParameterLayout layout, Schedule learningRate, params string[] slotNames)
        : base(LengthOf(layout), learningRate, slotNames) => Layout = layout;

    /// <summary>The tensors.</summary>
    public ParameterLayout Layout { get; }

    private protected override bool CanStepRows => false;

    /// <summary>Applies a rule to one tensor, whose state lies where the pointers say.</summary>
    private protected static void Sweep<TRule>(in Arguments arguments, in TRule rule, ParameterBlock block, T* first = null, T* second = null)
        where TRule : struct, IUpdateRule<T> => UpdateSweep.Run(
            new UpdateSweep<TRule, T>
            {
                Rule = rule,
                GradientScale = arguments.GradientScale,
                Parameters = arguments.Parameters + block.Offset,
                Gradient = arguments.Gradient + block.Offset,
                First = first,
                Second = second,
            }, block.Length);

    /// <summary>Updates the state of one tensor and measures it.</summary>
    private protected static SquaredNorms Measure<TRule>(in Arguments arguments, in TRule rule, ParameterBlock block, T* first, T* second = null)
        where TRule : struct, IDirectionRule<T> =>
        new MeasuringSweep<TRule, T>
        {
            Rule = rule,
            GradientScale = arguments.GradientScale,
            Parameters = arguments.Parameters + block.Offset,
            Gradient = arguments.Gradient + block.Offset,
            First = first,
            Second = second,
        }.Run(block.Length);

    private static int LengthOf(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        return layout.Length;
    }
}
