using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// The last steps s and gradient changes y of L-BFGS, which stand for an inverse Hessian H: the two loops of Nocedal (1980) apply it in O(history · n).
/// Pairs without positive curvature are left out, so that H stays positive definite.
/// </summary>
internal sealed class CurvaturePairs<T>(int length, int history)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _steps = new T[length * history];
    private readonly T[] _changes = new T[length * history];
    private readonly double[] _curvatures = new double[history];
    private readonly double[] _weights = new double[history];
    private int _next;
    private double _scale = 1;

    public int Count { get; private set; }

    public void Clear() => (Count, _next, _scale) = (0, 0, 1);

    /// <summary>Adds the pair of a step from one point to another.</summary>
    public void Add(ReadOnlySpan<T> from, ReadOnlySpan<T> to, ReadOnlySpan<T> gradientFrom, ReadOnlySpan<T> gradientTo)
    {
        var s = Step(_next);
        var y = Change(_next);
        for (int i = 0; i < length; i++)
        {
            s[i] = to[i] - from[i];
            y[i] = gradientTo[i] - gradientFrom[i];
        }
        double curvature = InnerProducts.Dot<T>(s, y), square = InnerProducts.Dot<T>(y, y);
        if (!(curvature > 1e-16 * square) || !double.IsFinite(square)) return;
        _curvatures[_next] = curvature;
        _scale = curvature / square;
        _next = (_next + 1) % history;
        Count = Math.Min(Count + 1, history);
    }

    /// <summary>direction = −H gradient.</summary>
    public void Apply(ReadOnlySpan<T> gradient, Span<T> direction)
    {
        for (int i = 0; i < length; i++) direction[i] = -gradient[i];
        for (int k = 1; k <= Count; k++)
        {
            int pair = (_next - k + history) % history;
            _weights[pair] = InnerProducts.Dot<T>(Step(pair), direction) / _curvatures[pair];
            AddTo(direction, Change(pair), -_weights[pair]);
        }
        var scale = T.CreateTruncating(_scale);
        for (int i = 0; i < length; i++) direction[i] *= scale;
        for (int k = Count; k >= 1; k--)
        {
            int pair = (_next - k + history) % history;
            AddTo(direction, Step(pair), _weights[pair] - InnerProducts.Dot<T>(Change(pair), direction) / _curvatures[pair]);
        }
    }

    private Span<T> Step(int pair) => _steps.AsSpan(pair * length, length);

    private Span<T> Change(int pair) => _changes.AsSpan(pair * length, length);

    private static void AddTo(Span<T> target, ReadOnlySpan<T> addend, double factor)
    {
        var f = T.CreateTruncating(factor);
        for (int i = 0; i < target.Length; i++) target[i] = T.FusedMultiplyAdd(f, addend[i], target[i]);
    }
}
