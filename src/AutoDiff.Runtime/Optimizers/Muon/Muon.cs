using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Muon (Jordan et al., 2024): M = momentum M + G; O = the nearly orthogonal matrix of the directions of G + momentum M (or of M without Nesterov), found by
/// matrix products alone; X = (1 - rate weightDecay) X - rate scale O. Tensors that are no matrices are moved by Adam.
/// PyTorch: torch.optim.Muon.
/// </summary>
public sealed unsafe class Muon<T> : LayeredOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly MuonOptions _options;
    private readonly Moments _others;
    private readonly bool[] _isOrthogonal;
    private readonly T[] _secondMoment;
    private readonly NewtonSchulz<T> _newtonSchulz;

    /// <param name="layout">The tensors of the parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or AMSGrad is asked for in <see cref="MuonOptions.Others"/>.</exception>
    public Muon(ParameterLayout layout, MuonOptions? options = null)
        : base(layout, (options ??= new MuonOptions()).LearningRate, "momentum")
    {
        Options.Decay(options.Momentum, nameof(options.Momentum));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Iterations);
        Options.Positive(options.Epsilon, nameof(options.Epsilon));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        var others = options.Others;
        if (others.AmsGrad) throw new ArgumentException("Muon moves the other tensors without AMSGrad.", nameof(options));
        Options.Epsilon<T>(others.Epsilon, nameof(others.Epsilon));
        Options.NotNegative(others.WeightDecay, nameof(others.WeightDecay));
        _others = new Moments(others.Beta1, others.Beta2, others.Decoupled ? 0 : others.WeightDecay);
        _options = options;
        _isOrthogonal = [.. layout.Blocks.Select(b => b.IsMatrix && (options.Orthogonalize?.Invoke(b) ?? true))];
        var matrices = layout.Blocks.Where((_, i) => _isOrthogonal[i]).ToArray();
        _secondMoment = Touched(layout.Blocks.Where((_, i) => !_isOrthogonal[i]).Sum(b => b.Length));
        _newtonSchulz = new NewtonSchulz<T>(matrices.Max(b => (int?)b.Length) ?? 0, matrices.Max(b => (int?)Math.Min(b.Rows, b.Columns)) ?? 0);
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        double otherRate = RateOf(_options.Others.LearningRate);
        int other = 0;
        fixed (T* momentum = Slot(0), second = _secondMoment)
        {
            for (int i = 0; i < _isOrthogonal.Length; i++)
            {
                var block = Layout.Span[i];
                if (_isOrthogonal[i])
                {
                    StepOrthogonally(in arguments, block, momentum + block.Offset, rate);
                    continue;
                }
                Sweep(in arguments, OtherRule(step, otherRate), block, momentum + block.Offset, second + other);
                other += block.Length;
            }
        }
    }

    private void StepOrthogonally(in Arguments arguments, ParameterBlock block, T* momentum, double rate)
    {
        double share = _options.Momentum;
        fixed (T* direction = _newtonSchulz.Matrix)
            Sweep(in arguments, new MuonMomentumRule<T>
            {
                Momentum = Real(share),
                MomentumShare = Real(_options.Nesterov ? share : 1),
                GradientShare = Real(_options.Nesterov ? 1 : 0),
            }, block, momentum, direction);
        _newtonSchulz.Run(block.Rows, block.Columns, _options.Iterations, _options.Epsilon);
        double scale = _options.Scale == MuonScale.Spectral ? Math.Sqrt(Math.Max(1, (double)block.Rows / block.Columns)) : 0.2 * Math.Sqrt(Math.Max(block.Rows, block.Columns));
        fixed (T* orthogonal = _newtonSchulz.Matrix)
            Sweep(new Arguments(arguments.Parameters, orthogonal - block.Offset, T.One),
                new MuonStepRule<T> { Rate = Real(-rate * scale), Shrink = Real(1 - rate * _options.WeightDecay) }, block);
    }

    private MomentRule<T, TwoSlots> OtherRule(long step, double rate)
    {
        var rule = _others.Rule<T, TwoSlots>(0, rate / _others.FirstCorrection(step), 1 / Math.Sqrt(_others.SecondCorrection(step)), _options.Others.Epsilon);
        if (_options.Others.Decoupled) rule.Shrink = Real(1 - rate * _options.Others.WeightDecay);
        return rule;
    }

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        visitor.Values("second_moment", _secondMoment);
        _options.Others.LearningRate.VisitState("others_schedule", visitor);
    }
}
