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
        var joint = ReverseMode.Gradient(model.Function);
        var file = new DerivativeFile(model);
        if (model.ReturnsScalar)
        {
            file.WriteGradient(Passes.Run(joint));
        }
        else
        {
            var (forward, backward) = Partition.Split(model.Function, Passes.Run(joint));
            file.WriteForwardAndBackward(Passes.Run(forward), Passes.Run(backward));
        }
        return file.ToString();
    }
}
