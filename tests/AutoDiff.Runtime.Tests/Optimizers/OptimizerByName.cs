using System.Numerics;
using System.Text.Json;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>Makes the optimizer that a reference case names, with the case's parameters.</summary>
internal static class OptimizerByName
{
    public static Optimizer<T> Create<T>(string name, int length, JsonElement p)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "sgd" => new Sgd<T>(length, new SgdOptions { LearningRate = Number(p, "lr", 0.01), Momentum = Number(p, "momentum"), Dampening = Number(p, "dampening"), Nesterov = Flag(p, "nesterov"), WeightDecay = Number(p, "weight_decay") }),
            "adam" => new Adam<T>(length, Adam(p, new AdamOptions())),
            "adamw" => new Adam<T>(length, Adam(p, new AdamWOptions())),
            "rmsprop" => new RmsProp<T>(length, new RmsPropOptions { LearningRate = Number(p, "lr", 0.01), Momentum = Number(p, "momentum"), Centered = Flag(p, "centered") }),
            "adagrad" => new Adagrad<T>(length, new AdagradOptions { LearningRate = Number(p, "lr", 0.01), LearningRateDecay = Number(p, "lr_decay"), WeightDecay = Number(p, "weight_decay") }),
            "adadelta" => new Adadelta<T>(length),
            "adamax" => new Adamax<T>(length, new AdamaxOptions { LearningRate = Number(p, "lr", 0.002) }),
            "nadam" => new NAdam<T>(length, new NAdamOptions { LearningRate = Number(p, "lr", 0.002), RepeatedMomentum = true }),
            "radam" => new RAdam<T>(length, new RAdamOptions { LearningRate = Number(p, "lr", 0.001) }),
            "rprop" => new Rprop<T>(length, new RpropOptions { InitialStep = Number(p, "lr", 0.01) }),
            _ => throw new ArgumentException($"Unknown optimizer {name}.", nameof(name)),
        };

    private static AdamOptions Adam(JsonElement p, AdamOptions defaults) => defaults with
    {
        LearningRate = Number(p, "lr", 0.001),
        Beta1 = p.TryGetProperty("betas", out var betas) ? betas[0].GetDouble() : 0.9,
        Beta2 = p.TryGetProperty("betas", out betas) ? betas[1].GetDouble() : 0.999,
        Epsilon = Number(p, "eps", 1e-8),
        WeightDecay = Number(p, "weight_decay", defaults.WeightDecay),
        AmsGrad = Flag(p, "amsgrad"),
    };

    private static double Number(JsonElement p, string name, double absent = 0) => p.TryGetProperty(name, out var v) ? v.GetDouble() : absent;

    private static bool Flag(JsonElement p, string name) => p.TryGetProperty(name, out var v) && v.GetBoolean();
}
