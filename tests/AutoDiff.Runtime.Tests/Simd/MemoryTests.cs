using System.Numerics;

namespace AutoDiff.Tests.SimdTests;

public class MemoryTests
{
    [Fact]
    public void PartialLoadAndStore_TouchTheirLanesOnly() => ForEveryWidth(new PartialAccess());

    [Fact]
    public void StridedAccess_FollowsTheStride() => ForEveryWidth(new Strides());

    [Fact]
    public void Gather_ReadsRowsAndGivesZeroForNegativeIndices() => ForEveryWidth(new Gathers());

    [Fact]
    public void SequencesAndPositions_AreExact() => ForEveryWidth(new Positions());

    [Fact]
    public void Reductions_CombineAllLanes() => ForEveryWidth(new Reductions());

    [Fact]
    public void Sum_HasTheOrderOfHalves()
    {
        float[] x = [1e8f, 1, -1e8f, 3, 0, 2, 0, 1];
        Assert.Equal(((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7])), Simd256<float>.Sum(Simd256<float>.Load(ref x[0], 0)));
        Assert.Equal((x[0] + x[2]) + (x[1] + x[3]), Simd128<float>.Sum(Simd128<float>.Load(ref x[0], 0)));
    }

    private static void ForEveryWidth<TLaw>(TLaw law) where TLaw : struct, ILaw
    {
        ForEveryWidth<TLaw, float>(law);
        ForEveryWidth<TLaw, double>(law);
    }

    private static void ForEveryWidth<TLaw, T>(TLaw law)
        where TLaw : struct, ILaw where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        law.Check<Scalar<T>, T>();
        law.Check<Simd128<T>, T>();
        law.Check<Simd256<T>, T>();
        law.Check<Simd512<T>, T>();
        law.Check<Unrolled4<Simd128<T>, T>, T>();
        law.Check<Unrolled4<Scalar<T>, T>, T>();
    }

    private interface ILaw
    {
        void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>;
    }

    private readonly struct PartialAccess : ILaw
    {
        public void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => MemoryLaws.PartialAccess<V, T>();
    }

    private readonly struct Strides : ILaw
    {
        public void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => MemoryLaws.Strides<V, T>();
    }

    private readonly struct Gathers : ILaw
    {
        public void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => MemoryLaws.Gathers<V, T>();
    }

    private readonly struct Positions : ILaw
    {
        public void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => MemoryLaws.SequencesAndPositions<V, T>();
    }

    private readonly struct Reductions : ILaw
    {
        public void Check<V, T>() where V : struct, ISimd<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => MemoryLaws.Reductions<V, T>();
    }
}
