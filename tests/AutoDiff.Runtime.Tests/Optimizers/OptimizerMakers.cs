using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>Every optimizer, for the laws that all of them keep.</summary>
internal static class OptimizerMakers
{
    public static Dictionary<string, Func<int, Optimizer<T>>> All<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var all = Elementwise<T>();
        foreach (var (name, make) in Layered<T>()) all.Add(name, n => make(Layout(n)));
        return all;
    }

    /// <summary>Those that treat each parameter by itself.</summary>
    public static Dictionary<string, Func<int, Optimizer<T>>> Elementwise<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            ["sgd"] = n => new Sgd<T>(n, new SgdOptions { WeightDecay = 0.01 }),
            ["momentum"] = n => new Sgd<T>(n, new SgdOptions { Momentum = 0.9, Nesterov = true }),
            ["momentum of one cycle"] = n => new Sgd<T>(n, new SgdOptions { MomentumSchedule = OneCycleSchedule.Momentum(20), Dampening = 0.1 }),
            ["adam"] = n => new Adam<T>(n, new AdamOptions { WeightDecay = 0.01 }),
            ["amsgrad"] = n => new Adam<T>(n, new AdamOptions { AmsGrad = true }),
            ["adamw"] = n => new Adam<T>(n, new AdamWOptions()),
            ["nadam"] = n => new NAdam<T>(n),
            ["radam"] = n => new RAdam<T>(n),
            ["adamax"] = n => new Adamax<T>(n),
            ["rmsprop"] = n => new RmsProp<T>(n),
            ["rmsprop momentum"] = n => new RmsProp<T>(n, new RmsPropOptions { Momentum = 0.9, LearningRate = 0.001 }),
            ["rmsprop centered"] = n => new RmsProp<T>(n, new RmsPropOptions { Momentum = 0.5, Centered = true, LearningRate = 1e-4, Epsilon = 1e-2 }),
            ["adagrad"] = n => new Adagrad<T>(n),
            ["adadelta"] = n => new Adadelta<T>(n),
            ["rprop"] = n => new Rprop<T>(n),
            ["lion"] = n => new Lion<T>(n, new LionOptions { WeightDecay = 0.1 }),
            ["asgd"] = n => new Asgd<T>(n, new AsgdOptions { AverageFrom = 1 }),
            ["schedule-free sgd"] = n => new ScheduleFreeSgd<T>(n, new ScheduleFreeSgdOptions { LearningRate = 0.05, WeightDecay = 0.01 }),
            ["schedule-free adamw"] = n => new ScheduleFreeAdamW<T>(n, new ScheduleFreeAdamWOptions { LearningRate = new WarmupSchedule(0.01, 4), WeightDecay = 0.01 }),
        };

    /// <summary>Those that look at tensors.</summary>
    public static Dictionary<string, Func<ParameterLayout, Optimizer<T>>> Layered<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new()
        {
            ["lamb"] = layout => new Lamb<T>(layout, new LambOptions { WeightDecay = 0.01 }),
            ["adafactor"] = layout => new Adafactor<T>(layout),
            ["adafactor momentum"] = layout => new Adafactor<T>(layout, new AdafactorOptions { Momentum = 0.9, RelativeStep = false, LearningRate = 0.01, WeightDecay = 0.1 }),
            ["muon"] = layout => new Muon<T>(layout),
            ["muon without nesterov"] = layout => new Muon<T>(layout, new MuonOptions { Nesterov = false, Scale = MuonScale.AdamRms, WeightDecay = 0.1 }),
        };

    /// <summary>A matrix that is wider than high, one that is higher than wide, and a vector, or what of it fits.</summary>
    public static ParameterLayout Layout(int length)
    {
        int side = (int)Math.Sqrt(length / 16);
        if (side < 2) return ParameterLayout.Of(new TensorShape(length));
        int used = side * 8 * side + 4 * side * side;
        return ParameterLayout.Of(new TensorShape(side, 8 * side), new TensorShape(4 * side, side), new TensorShape(length - used));
    }
}
