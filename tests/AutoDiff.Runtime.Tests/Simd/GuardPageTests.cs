using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Tests.SimdTests;

/// <summary>The memory after the last element is unmapped: an access beyond it would end the process.</summary>
public class GuardPageTests
{
    [Fact]
    public void PartialAccess_DoesNotTouchTheNextPage()
    {
        if (!OperatingSystem.IsLinux())
            return;

        AtTheEnd<Simd128<float>, float>();
        AtTheEnd<Simd256<float>, float>();
        AtTheEnd<Simd512<float>, float>();
        AtTheEnd<Simd128<double>, double>();
        AtTheEnd<Simd256<double>, double>();
        AtTheEnd<Simd512<double>, double>();
        AtTheEnd<Unrolled4<Simd512<float>, float>, float>();
    }

    private static void AtTheEnd<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint page = Environment.SystemPageSize;
        nint block = Map(0, 2 * page, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, block);
        try
        {
            Assert.Equal(0, Protect(block + page, page, NoAccess));
            nint elements = page / Unsafe.SizeOf<T>();
            for (nint lanes = 1; lanes < V.Count; lanes++)
            {
                ref T first = ref FirstElement<T>(block);
                V.Store(V.Broadcast(T.One), ref first, elements - lanes, lanes);
                Assert.Equal(T.CreateChecked(lanes), V.Sum(V.Load(ref first, elements - lanes, lanes)));
            }
        }
        finally
        {
            Assert.Equal(0, Unmap(block, 2 * page));
        }
    }

    // A pointer as a reference, without unsafe code: the memory is not the collector's, so nothing moves it.
    private static ref T FirstElement<T>(nint address) where T : unmanaged =>
        ref Unsafe.AddByteOffset(ref Unsafe.NullRef<T>(), address);

    private const int NoAccess = 0, ReadWrite = 3, PrivateAnonymous = 0x22;

#pragma warning disable SYSLIB1054 // source-generated imports need unsafe code, which this project does without
    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint length);
#pragma warning restore SYSLIB1054
}
