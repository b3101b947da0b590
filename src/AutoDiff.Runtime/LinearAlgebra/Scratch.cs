using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

internal static unsafe class Scratch
{
    /// <summary>Memory of the current frame by address: all memory of a workspace is pinned.</summary>
    public static T* Rent<T>(Workspace workspace, nint length)
        where T : unmanaged, INumber<T>
        => (T*)Unsafe.AsPointer(ref workspace.Rent<T>(new TensorShape(checked((int)length))).Origin);
}
