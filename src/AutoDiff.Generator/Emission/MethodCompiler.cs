using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Emission;

/// <summary>From a bound method to the source of its derivatives: differentiate, optimize, schedule, write.</summary>
public static class MethodCompiler
{
    /// <summary>The whole generated file.</summary>
    public static string Compile(MethodModel model)
    {
        var function = Passes.Normalize(model.Function);
        var joint = ReverseMode.Gradient(function);
        var file = new DerivativeFile(model);
        if (model.ReturnsScalar)
        {
            file.WriteGradient(Passes.Optimize(joint));
        }
        else
        {
            var (forward, backward) = Partition.Split(function, Passes.Optimize(joint));
            file.WriteForwardAndBackward(forward, backward);
        }
        return file.ToString();
    }
}
