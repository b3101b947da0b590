using System.Numerics;
using AutoDiff.Models;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>One adaptor per operator: inputs and parameters of a case to a method of the models and its generated gradient.</summary>
public static partial class Operators
{
    public static void Relu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Relu(x);
        c.Output("y", y);
        Activations.ReluForward(x, c.Forward("y", y), out var saved);
        Activations.ReluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void LeakyRelu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T slope = c.Number("negative_slope", 0.1);
        var y = Activations.LeakyRelu(x, slope);
        c.Output("y", y);
        Activations.LeakyReluForward(x, slope, c.Forward("y", y), out var saved);
        Activations.LeakyReluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Elu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T alpha = c.Number("alpha", 1);
        var y = Activations.Elu(x, alpha);
        c.Output("y", y);
        Activations.EluForward(x, alpha, c.Forward("y", y), out var saved);
        Activations.EluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Selu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Selu(x);
        c.Output("y", y);
        Activations.SeluForward(x, c.Forward("y", y), out var saved);
        Activations.SeluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Sigmoid<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Sigmoid(x);
        c.Output("y", y);
        Activations.SigmoidForward(x, c.Forward("y", y), out var saved);
        Activations.SigmoidBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void LogSigmoid<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.LogSigmoid(x);
        c.Output("y", y);
        Activations.LogSigmoidForward(x, c.Forward("y", y), out var saved);
        Activations.LogSigmoidBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Tanh<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Tanh(x);
        c.Output("y", y);
        Activations.TanhForward(x, c.Forward("y", y), out var saved);
        Activations.TanhBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Erf<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Erf(x);
        c.Output("y", y);
        Activations.ErfForward(x, c.Forward("y", y), out var saved);
        Activations.ErfBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Softsign<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Softsign(x);
        c.Output("y", y);
        Activations.SoftsignForward(x, c.Forward("y", y), out var saved);
        Activations.SoftsignBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void HardSigmoid<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.HardSigmoid(x);
        c.Output("y", y);
        Activations.HardSigmoidForward(x, c.Forward("y", y), out var saved);
        Activations.HardSigmoidBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void HardSwish<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.HardSwish(x);
        c.Output("y", y);
        Activations.HardSwishForward(x, c.Forward("y", y), out var saved);
        Activations.HardSwishBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Gelu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Gelu(x);
        c.Output("y", y);
        Activations.GeluForward(x, c.Forward("y", y), out var saved);
        Activations.GeluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void GeluTanh<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.GeluTanh(x);
        c.Output("y", y);
        Activations.GeluTanhForward(x, c.Forward("y", y), out var saved);
        Activations.GeluTanhBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void QuickGelu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.QuickGelu(x);
        c.Output("y", y);
        Activations.QuickGeluForward(x, c.Forward("y", y), out var saved);
        Activations.QuickGeluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Silu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Silu(x);
        c.Output("y", y);
        Activations.SiluForward(x, c.Forward("y", y), out var saved);
        Activations.SiluBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Mish<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        var y = Activations.Mish(x);
        c.Output("y", y);
        Activations.MishForward(x, c.Forward("y", y), out var saved);
        Activations.MishBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void Softplus<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = c.Matrix("x");
        T beta = c.Number("beta", 1), threshold = c.Number("threshold", 20);
        var y = Activations.Softplus(x, beta, threshold);
        c.Output("y", y);
        Activations.SoftplusForward(x, beta, threshold, c.Forward("y", y), out var saved);
        Activations.SoftplusBackward(in saved, c.Upstream("y", y), c.Gradient("x"));
    }

    public static void GeGlu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (gate, up) = (c.Matrix("gate"), c.Matrix("up"));
        var y = Activations.GeGlu(gate, up);
        c.Output("y", y);
        Activations.GeGluForward(gate, up, c.Forward("y", y), out var saved);
        Activations.GeGluBackward(in saved, c.Upstream("y", y), c.Gradient("gate"), c.Gradient("up"));
    }

    public static void SwiGlu<T>(OperatorCall<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (gate, up) = (c.Matrix("gate"), c.Matrix("up"));
        var y = Activations.SwiGlu(gate, up);
        c.Output("y", y);
        Activations.SwiGluForward(gate, up, c.Forward("y", y), out var saved);
        Activations.SwiGluBackward(in saved, c.Upstream("y", y), c.Gradient("gate"), c.Gradient("up"));
    }
}
