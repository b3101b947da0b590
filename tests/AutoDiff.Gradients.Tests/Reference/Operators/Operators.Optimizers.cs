using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Gradients.Tests.Reference;

public static partial class Operators
{
    /// <summary>The parameters after each of the steps with the given gradients.</summary>
    public static void Optimize<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor<T> parameters = c.Vector("p0"), gradients = c.Matrix("gradients");
        var optimizer = CreateOptimizer(c, parameters.Length);
        var trajectory = Tensor<T>.Zeros(gradients.Dimension(0), parameters.Length);
        for (int step = 0; step < gradients.Dimension(0); step++)
        {
            optimizer.Step(parameters.Span, gradients.Row(step).Span);
            parameters.CopyTo(trajectory.Row(step));
        }
        c.Output("trajectory", trajectory);
    }

    private static Optimizer<T> CreateOptimizer<T>(OperatorCall<T> c, int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => c.Reference.Optimizer switch
        {
            "sgd" => new Sgd<T>(length, new SgdOptions
            {
                LearningRate = c.Double("lr", 0.01),
                Momentum = c.Double("momentum", 0),
                Dampening = c.Double("dampening", 0),
                Nesterov = c.Flag("nesterov"),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            "adam" => new Adam<T>(length, AdamFrom(c, new AdamOptions())),
            "adamw" => new Adam<T>(length, AdamFrom(c, new AdamWOptions())),
            "rmsprop" => new RmsProp<T>(length, new RmsPropOptions
            {
                LearningRate = c.Double("lr", 0.01),
                Alpha = c.Double("alpha", 0.99),
                Epsilon = c.Double("eps", 1e-8),
                Momentum = c.Double("momentum", 0),
                Centered = c.Flag("centered"),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            "adagrad" => new Adagrad<T>(length, new AdagradOptions
            {
                LearningRate = c.Double("lr", 0.01),
                LearningRateDecay = c.Double("lr_decay", 0),
                Epsilon = c.Double("eps", 1e-10),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            "adadelta" => new Adadelta<T>(length, new AdadeltaOptions
            {
                LearningRate = c.Double("lr", 1),
                Rho = c.Double("rho", 0.9),
                Epsilon = c.Double("eps", 1e-6),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            "adamax" => new Adamax<T>(length, new AdamaxOptions
            {
                LearningRate = c.Double("lr", 0.002),
                Epsilon = c.Double("eps", 1e-8),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            // The oracle's version multiplies the momentum of the next step in again; see the option.
            "nadam" => new NAdam<T>(length, new NAdamOptions
            {
                LearningRate = c.Double("lr", 0.002),
                Epsilon = c.Double("eps", 1e-8),
                WeightDecay = c.Double("weight_decay", 0),
                RepeatedMomentum = true,
            }),
            "radam" => new RAdam<T>(length, new RAdamOptions
            {
                LearningRate = c.Double("lr", 0.001),
                Epsilon = c.Double("eps", 1e-8),
                WeightDecay = c.Double("weight_decay", 0),
            }),
            var other => throw new NotSupportedException($"optimizer '{other}'"),
        };

    private static AdamOptions AdamFrom<T>(OperatorCall<T> c, AdamOptions defaults)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double[] betas = c.Numbers("betas", 0.9, 0.999);
        return defaults with
        {
            LearningRate = c.Double("lr", 0.001),
            Beta1 = betas[0],
            Beta2 = betas[1],
            Epsilon = c.Double("eps", 1e-8),
            WeightDecay = c.Double("weight_decay", defaults.WeightDecay),
            AmsGrad = c.Flag("amsgrad"),
        };
    }
}
