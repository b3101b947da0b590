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
        if (model.ChecksFinite) return Checked(model);
        var function = Passes.Prepare(model.Function);
        var (joint, saved) = ReverseMode.Differentiate(function, model.ReturnsScalar);
        var file = new DerivativeFile(model, Gradients(model, joint)) { Saved = function.HasRegions ? saved : null };
        bool hasVjp = (model.Modes & DerivativeModes.Vjp) != 0;
        if ((model.Modes & DerivativeModes.Gradient) != 0)
        {
            if (model.ReturnsScalar) file.WriteGradient(Passes.Optimize(joint));
            else if (model.ReturnedStruct is not null || DerivativeFile.HasOnlyVjp(function)) hasVjp = true;
            else if (function.HasRegions) file.WriteForwardAndBackward(Passes.Optimize(function), Rerun.Backward(function, Passes.Optimize(joint)));
            else Split(file, function, joint);
        }
        if (hasVjp) file.WriteVjp(Passes.Optimize(model.ReturnsScalar ? ReverseMode.Gradient(function, returnsScalar: false) : joint));
        file.WriteModes(function, joint, Passes.Optimize);
        return file.ToString();
    }

    /// <summary>The gradient statement by statement, with a check behind each: neither fused nor rearranged, so that the first failure is the first cause.</summary>
    private static string Checked(MethodModel model)
    {
        var function = Passes.Normalize(model.Function);
        bool isScalar = model.ReturnsScalar && (model.Modes & DerivativeModes.Vjp) == 0;
        var joint = Taps.Remove(ReverseMode.Gradient(function, isScalar));
        var file = new DerivativeFile(model, Gradients(model, joint));
        var check = FiniteChecks.Insert(DeadCode.Eliminate(joint));
        if (isScalar) file.WriteGradient(check);
        else if (model.ReturnsScalar || model.ReturnedStruct is not null || DerivativeFile.HasOnlyVjp(function)) file.WriteVjp(check);
        else file.WriteForwardAndBackward(FiniteChecks.Insert(Taps.Remove(function)), Rerun.Backward(function, check));
        file.WriteModes(function, joint, derivative => FiniteChecks.Insert(DeadCode.Eliminate(Taps.Remove(derivative))));
        return file.ToString();
    }

    private static void Split(DerivativeFile file, Function function, Function joint)
    {
        var (forward, backward) = Partition.Split(function, Passes.Optimize(joint));
        file.WriteForwardAndBackward(forward, backward);
    }

    /// <summary>For each gradient among the results the parameter it belongs to. The adjoint of a written array goes out where it came in.</summary>
    private static Dictionary<string, Parameter> Gradients(MethodModel model, Function joint)
    {
        var results = joint.Results.Skip(model.Function.Results.Count).Where(r => r.Written is null).ToList();
        var differentiated = model.Function.Parameters.Where(p => p.Differentiated).ToList();
        if (results.Count < differentiated.Count) differentiated.RemoveAll(p => p.Written);
        return results.Zip(differentiated, (result, parameter) => (result.Name, parameter)).ToDictionary(pair => pair.Name, pair => pair.parameter);
    }
}
