namespace AutoDiff.Checking;

/// <summary>
/// Asks for the class <c>AutoDiff.Generated.GradientChecks</c>, whose method <c>All</c> lists a <see cref="GradientCheckCase"/> for each differentiable
/// method of the assembly. It is generated, so that nothing has to be found by reflection. Without this attribute nothing of it is generated.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class GradientCheckRegistryAttribute : Attribute;
