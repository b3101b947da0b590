using System.Reflection;

namespace AutoDiff.Tests.SimdTests;

public class OutlinedTests
{
    [Fact]
    public void OutlinedFunctions_GiveTheBitsOfTheInlinedOnes()
    {
        MethodInfo[] functions = [.. typeof(Outlined).GetMethods(BindingFlags.Public | BindingFlags.Static)];
        Assert.Equal([.. Elementwise.Functions.Concat(["Atan2", "Pow"]).Order()], functions.Select(method => method.Name).Order());
        float[] x = [0.3f, 1.7f, 2.5f, 0.9f];
        foreach (MethodInfo function in functions)
        {
            Simd128<float> vector = Simd128<float>.Load(ref x[0], 0);
            object[] arguments = [.. function.GetParameters().Select(_ => (object)vector)];
            var result = (Simd128<float>)function.MakeGenericMethod(typeof(Simd128<float>), typeof(float)).Invoke(null, arguments)!;
            Assert.Equal(Elementwise.Apply<Simd128<float>, float>(function.Name, x), MemoryLaws.Lanes<Simd128<float>, float>(result));
        }
    }
}
