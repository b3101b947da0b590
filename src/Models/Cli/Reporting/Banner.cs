using System.Reflection;
using System.Runtime.Intrinsics;

namespace AutoDiff.Models.Cli;

/// <summary>What runs, and on what.</summary>
public static class Banner
{
    public static string Version =>
        typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    /// <summary>Bits of the widest vectors that kernels use.</summary>
    public static int VectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    public static string Text =>
        $"autodiff {Version}  {Environment.ProcessorCount} processors  {(VectorBits == 0 ? "no vectors" : VectorBits + "-bit vectors")}  .NET {Environment.Version}";
}
