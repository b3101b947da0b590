using AutoDiff;
using AutoDiff.Serialization;

namespace AutoDiff.Runtime.Tests.Serialization;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ALoadedModel_EqualsTheSavedOne()
    {
        var saved = Filled(3);
        ModelFile.Save(saved, _folder.File("m"), new Dictionary<string, string> { ["accuracy"] = "0.97" });
        var loaded = new TwoLayers<float>(3);
        var metadata = ModelFile.Load(loaded, _folder.File("m"));
        Assert.Equal(saved.Parameters.ToArray(), loaded.Parameters.ToArray());
        Assert.Equal(saved.Buffers.ToArray(), loaded.Buffers.ToArray());
        Assert.Equal("0.97", metadata["accuracy"]);
    }

    [Fact]
    public void AFloatModel_LoadsIntoADoubleModelExactly()
    {
        var saved = Filled(3);
        ModelFile.Save(saved, _folder.File("m"));
        var loaded = new TwoLayers<double>(3);
        ModelFile.Load(loaded, _folder.File("m"));
        Assert.Equal(saved.Parameters.ToArray().Select(v => (double)v), loaded.Parameters.ToArray());
    }

    [Fact]
    public void AFileOfAnotherShape_ChangesNothing_AndNamesTheTensor()
    {
        ModelFile.Save(Filled(3), _folder.File("m"));
        var other = Filled(4);
        var before = other.Parameters.ToArray();
        var error = Assert.Throws<DataFormatException>(() => ModelFile.Load(other, _folder.File("m")));
        Assert.Contains("'Inner.W' is F32 [3, 5] in the file and [4, 5] in the model", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.Parameters.ToArray());
    }

    [Fact]
    public void MissingAndUnknownTensors_AreNamed()
    {
        string path = _folder.File("m");
        SafeTensorsWriter.Write(path, [NamedTensor.Of("Inner.W", Tensor<float>.Zeros(3, 5))]);
        Assert.Contains("'Inner.B'", Assert.Throws<DataFormatException>(() => ModelFile.Load(Filled(3), path)).Message, StringComparison.Ordinal);
        SafeTensorsWriter.Write(path, [.. ModelFile.Tensors(Filled(3)), NamedTensor.Of("Extra", Tensor<float>.Zeros(1))]);
        Assert.Contains("'Extra'", Assert.Throws<DataFormatException>(() => ModelFile.Load(Filled(3), path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InitializeFollowsTheDeclarations()
    {
        var model = Filled(3);
        Assert.All(model.Values(model.EnumerateParameters()[1]).ToArray(), v => Assert.Equal(0.5f, v));
        Assert.NotEqual(0, model.Parameters[0]);
        Assert.Equal(1, model.Parameters[^1]);
    }

    [Theory]
    [InlineData(0, "Inner.W[0, 0]")]
    [InlineData(14, "Inner.W[2, 4]")]
    [InlineData(16, "Inner.B[1]")]
    [InlineData(18, "Scale")]
    public void APositionInTheFlatBuffer_HasAName(int index, string name) => Assert.Equal(name, Filled(3).EnumerateParameters().Locate(index));

    [Fact]
    public void APositionBeyondTheBuffer_HasNone() => Assert.Throws<ArgumentOutOfRangeException>(() => Filled(3).EnumerateParameters().Locate(19));

    private static TwoLayers<float> Filled(int width)
    {
        var model = new TwoLayers<float>(width);
        model.Initialize(1);
        for (int i = 0; i < width; i++) model.Buffers[i] = i;
        return model;
    }
}
