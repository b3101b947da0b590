using System.Numerics;
using AutoDiff;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>
/// Every optimizer finds two minima in float and double: of a parabola from (-1, 10, 1) at (1, -1, 1), and of Rosenbrock's valley from (0, 0) at
/// (1, 1). There are two copies of each, as the rows of a matrix, so that tensors are more than vectors. The rate falls to 0 along a cosine.
/// </summary>
public class DescentTests
{
    private const double Tolerance = 0.01;

    private static readonly double[] ParabolaStart = [-1, 10, 1], ParabolaMinimum = [1, -1, 1];

    public static TheoryData<string> Names => [.. Descents<double>().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheMinimumOfAParabola_IsFound(string name)
    {
        Find<double>(name, ParabolaStart, ParabolaMinimum, Parabola);
        Find<float>(name, ParabolaStart, ParabolaMinimum, Parabola);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheEndOfRosenbrocksValley_IsFound(string name)
    {
        Find<double>(name, [0, 0], [1, 1], Rosenbrock);
        Find<float>(name, [0, 0], [1, 1], Rosenbrock);
    }

    [Fact]
    public void EveryOptimizer_IsAmongThem()
    {
        var kinds = Descents<double>().Values.Select(d => d.Make(ParameterLayout.Of(new TensorShape(2, 2)), 0.1).StateKind).ToHashSet();
        Assert.Equal(OptimizerMakers.All<double>().Values.Select(make => make(4).StateKind).ToHashSet(), kinds);
    }

    private static void Find<T>(string name, double[] start, double[] minimum, Action<double[], double[]> gradientOf)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (parabola, valley, steps, make) = Descents<T>()[name];
        int n = start.Length;
        var optimizer = make(ParameterLayout.Of(new TensorShape(2, n)), new CosineSchedule(n == 3 ? parabola : valley, steps));
        T[] x = [.. start.Concat(start).Select(T.CreateTruncating)], g = new T[2 * n];
        double[] point = new double[n], gradient = new double[n];
        for (int step = 0; step < steps; step++)
        {
            for (int copy = 0; copy < 2; copy++)
            {
                for (int i = 0; i < n; i++) point[i] = double.CreateTruncating(x[copy * n + i]);
                gradientOf(point, gradient);
                for (int i = 0; i < n; i++) g[copy * n + i] = T.CreateTruncating(gradient[i]);
            }
            optimizer.Step(x, g);
        }
        if (optimizer is ScheduleFree<T> free) free.CopyEvaluationPoint(x, x);
        for (int i = 0; i < 2 * n; i++)
            Assert.True(Math.Abs(double.CreateTruncating(x[i]) - minimum[i % n]) <= Tolerance, $"{name} in {typeof(T).Name} ends at ({string.Join(", ", x)}).");
    }

    private static void Parabola(double[] x, double[] gradient)
    {
        for (int i = 0; i < 3; i++) gradient[i] = 2 * (x[i] - ParabolaMinimum[i]);
    }

    private static void Rosenbrock(double[] x, double[] gradient)
    {
        double bend = x[1] - x[0] * x[0];
        (gradient[0], gradient[1]) = (-400 * x[0] * bend - 2 * (1 - x[0]), 200 * bend);
    }

    /// <summary>The rates for the parabola and the valley, the steps, and the optimizer.</summary>
    private static Dictionary<string, (double Parabola, double Valley, int Steps, Func<ParameterLayout, Schedule, Optimizer<T>> Make)> Descents<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            ["sgd"] = (0.1, 1.5e-3, 30_000, (l, r) => new Sgd<T>(l.Length, new SgdOptions { LearningRate = r })),
            ["momentum"] = (0.05, 1e-3, 10_000, (l, r) => new Sgd<T>(l.Length, new SgdOptions { LearningRate = r, Momentum = 0.9 })),
            ["nesterov"] = (0.05, 1e-3, 10_000, (l, r) => new Sgd<T>(l.Length, new SgdOptions { LearningRate = r, Momentum = 0.9, Nesterov = true })),
            ["adam"] = (0.1, 0.02, 10_000, (l, r) => new Adam<T>(l.Length, new AdamOptions { LearningRate = r })),
            ["amsgrad"] = (0.1, 0.1, 10_000, (l, r) => new Adam<T>(l.Length, new AdamOptions { LearningRate = r, AmsGrad = true })),
            ["adamw"] = (0.1, 0.02, 10_000, (l, r) => new Adam<T>(l.Length, new AdamWOptions { LearningRate = r, WeightDecay = 1e-4 })),
            ["nadam"] = (0.1, 0.02, 10_000, (l, r) => new NAdam<T>(l.Length, new NAdamOptions { LearningRate = r })),
            ["radam"] = (0.1, 0.02, 10_000, (l, r) => new RAdam<T>(l.Length, new RAdamOptions { LearningRate = r })),
            ["adamax"] = (0.1, 0.02, 10_000, (l, r) => new Adamax<T>(l.Length, new AdamaxOptions { LearningRate = r })),
            ["rmsprop"] = (0.02, 0.005, 10_000, (l, r) => new RmsProp<T>(l.Length, new RmsPropOptions { LearningRate = r })),
            ["rmsprop centered"] = (0.02, 0.001, 10_000, (l, r) => new RmsProp<T>(l.Length, new RmsPropOptions { LearningRate = r, Centered = true, Momentum = 0.5, Epsilon = 1e-4 })),
            ["adagrad"] = (1, 1, 10_000, (l, r) => new Adagrad<T>(l.Length, new AdagradOptions { LearningRate = r })),
            ["adadelta"] = (10, 3, 10_000, (l, r) => new Adadelta<T>(l.Length, new AdadeltaOptions { LearningRate = r })),
            ["rprop"] = (0.1, 0.1, 10_000, (l, _) => new Rprop<T>(l.Length)),
            ["lion"] = (0.02, 0.002, 10_000, (l, r) => new Lion<T>(l.Length, new LionOptions { LearningRate = r })),
            ["asgd"] = (0.1, 1.5e-3, 30_000, (l, r) => new Asgd<T>(l.Length, new AsgdOptions { LearningRate = r, Decay = 1e-5 })),
            ["schedule-free sgd"] = (0.3, 2e-3, 30_000, (l, r) => new ScheduleFreeSgd<T>(l.Length, new ScheduleFreeSgdOptions { LearningRate = r.At(0) })),
            ["schedule-free adamw"] = (0.1, 0.02, 10_000, (l, r) => new ScheduleFreeAdamW<T>(l.Length, new ScheduleFreeAdamWOptions { LearningRate = r.At(0) })),
            ["lamb"] = (0.05, 0.02, 10_000, (l, r) => new Lamb<T>(l, new LambOptions { LearningRate = r })),
            ["adafactor"] = (0.05, 0.02, 10_000, (l, r) => new Adafactor<T>(l, new AdafactorOptions { LearningRate = r })),
            ["muon"] = (0.05, 0.005, 10_000, (l, r) => new Muon<T>(l, new MuonOptions { LearningRate = r })),
        };
}
