using AutoDiff.Serialization;

namespace AutoDiff.Models;

/// <summary>A <see cref="QuantizedMlp{T}"/> after training, computed in integers from the codes of the image to the sums of the last layer.</summary>
public sealed class Int8Mlp(Int8Linear first, Int8Linear second, Int8Linear third)
{
    public int Inputs => first.Inputs;

    public int Classes => third.Outputs;

    /// <summary>Rounds the weights of a network.</summary>
    public static Int8Mlp FromFloat(QuantizedMlp<float> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var scales = source.ActivationScales.Span;
        return new Int8Mlp(
            Int8Linear.FromFloat(source.Weight1, source.Bias1, scales[0]),
            Int8Linear.FromFloat(source.Weight2, source.Bias2, scales[1]),
            Int8Linear.FromFloat(source.Weight3, source.Bias3, scales[2]));
    }

    /// <summary>Logits of images.</summary>
    /// <param name="images">[N, I].</param>
    /// <returns>[N, C].</returns>
    public Tensor<float> Logits(Tensor<float> images)
    {
        if (images.Rank != 2 || images.Dimension(1) != Inputs)
            throw new ArgumentException($"The images are {images.Shape}; expected [N, {Inputs}].", nameof(images));
        var logits = Tensor<float>.Zeros(images.Dimension(0), Classes);
        byte[] pixels = new byte[Int8Linear.PaddedLength(Inputs)];
        byte[] hidden1 = new byte[Int8Linear.PaddedLength(first.Outputs)], hidden2 = new byte[Int8Linear.PaddedLength(second.Outputs)];
        int[] sums1 = new int[first.Outputs], sums2 = new int[second.Outputs], sums3 = new int[Classes];
        for (int n = 0; n < images.Dimension(0); n++)
        {
            Quantize(images.Span.Slice(n * Inputs, Inputs), first.InputScale, pixels);
            first.Accumulate(pixels, sums1);
            first.Requantize(sums1, second.InputScale, hidden1);
            second.Accumulate(hidden1, sums2);
            second.Requantize(sums2, third.InputScale, hidden2);
            third.Accumulate(hidden2, sums3);
            third.Dequantize(sums3, logits.Span.Slice(n * Classes, Classes));
        }
        return logits;
    }

    /// <summary>Stores codes, scales and biases; replaces the file as a whole.</summary>
    public void Save(string path, IReadOnlyDictionary<string, string>? metadata = null)
    {
        Int8Linear[] layers = [first, second, third];
        SafeTensorsWriter.Write(path, layers.SelectMany((layer, i) => Tensors(layer, i + 1)), metadata);
    }

    /// <exception cref="DataFormatException">The file is damaged or holds no such network.</exception>
    public static Int8Mlp Load(string path)
    {
        using var reader = new SafeTensorsReader(path);
        return new Int8Mlp(Layer(reader, path, 1), Layer(reader, path, 2), Layer(reader, path, 3));
    }

    private static void Quantize(ReadOnlySpan<float> values, float scale, Span<byte> codes)
    {
        for (int i = 0; i < values.Length; i++) codes[i] = (byte)Math.Clamp(MathF.Round(values[i] / scale), 0, 255);
    }

    private static IEnumerable<NamedTensor> Tensors(Int8Linear layer, int number) =>
    [
        NamedTensor.Of($"Weight{number}", Tensor<sbyte>.Wrap(layer.WeightCodes(), layer.Outputs, layer.Inputs)),
        NamedTensor.Of($"WeightScale{number}", Tensor<float>.Wrap([.. layer.WeightScales], layer.Outputs)),
        NamedTensor.Of($"Bias{number}", Tensor<int>.Wrap([.. layer.Bias], layer.Outputs)),
        NamedTensor.Of($"InputScale{number}", Tensor<float>.Wrap([layer.InputScale], 1)),
    ];

    private static Int8Linear Layer(SafeTensorsReader reader, string path, int number)
    {
        try
        {
            return new Int8Linear(reader.ReadTensor<sbyte>($"Weight{number}").Span, reader.ReadTensor<float>($"WeightScale{number}").Span,
                reader.ReadTensor<int>($"Bias{number}").Span, reader.ReadTensor<float>($"InputScale{number}").Item);
        }
        catch (ArgumentException e)
        {
            throw new DataFormatException(path, $"layer {number} is not valid ({e.Message}).", "Write the model again with 'autodiff train'.", e);
        }
    }
}
