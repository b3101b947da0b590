using System.Numerics;
using AutoDiff;
using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Serialization;

/// <summary>A model as the generator lays it out, by hand.</summary>
internal sealed class TwoLayers<T>(int width) : IModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _parameters = new T[6 * width + 1];
    private readonly T[] _buffers = new T[width];

    public Span<T> Parameters => _parameters;

    public Span<T> Buffers => _buffers;

    public IReadOnlyList<ModelParameter> EnumerateParameters() =>
    [
        new("Inner.W", new TensorShape(width, 5), 0, Initialization.HeNormal, false),
        new("Inner.B", new TensorShape(width), 5 * width, Initialization.Constant, false) { Value = 0.5 },
        new("Mean", new TensorShape(width), 0, Initialization.Zeros, true),
        new("Scale", new TensorShape([]), 6 * width, Initialization.Ones, false),
    ];

    public void Initialize(ulong seed) => Initializer.FillAll(this, seed);
}
