using AutoDiff.Generator.Checking;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Emission;

/// <summary>From a bound method to the source of its derivatives: differentiate, optimize, schedule, write.</summary>
public static class MethodCompiler
{
    /// <summary>The whole generated file.</summary>
    /// <param name="model">The method.</param>
    /// <param name="withCheck">Whether the case for the registry of gradient checks follows.</param>
    public static string Compile(MethodModel model, bool withCheck = false)
    {
        string derivative = Derivative(model);
        return withCheck ? derivative + CheckCase.Write(model, derivative) : derivative;
    }

    private static string Derivative(MethodModel model)
    {
        var function = Passes.Prepare(model.Function);
        var joint = ReverseMode.Gradient(function, model.ReturnsScalar);
        var differentiated = model.Function.Parameters.Where(p => p.Differentiated);
        var gradients = joint.Results.Skip(function.Results.Count).Zip(differentiated, (result, parameter) => (result.Name, parameter))
            .ToDictionary(pair => pair.Name, pair => pair.parameter);
        var file = new DerivativeFile(model, gradients);
        if ((model.Modes & DerivativeModes.Gradient) == 0)
        {
            file.WriteModes(function, joint);
            return file.ToString();
        }
        if (model.ReturnsScalar)
        {
            file.WriteGradient(Passes.Optimize(joint));
        }
        else
        {
            var (forward, backward) = Partition.Split(function, Passes.Optimize(joint));
            file.WriteForwardAndBackward(forward, backward);
        }
        file.WriteModes(function, joint);
        return file.ToString();
    }
}
