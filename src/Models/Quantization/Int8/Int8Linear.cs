namespace AutoDiff.Models;

/// <summary>
/// A linear layer in integers: uint8 codes in, int8 weights with a scale per row, int32 sums and bias. The sum times (input scale · row scale) is the
/// real output; <see cref="Requantize"/> turns it into uint8 codes for the next layer.
/// </summary>
public sealed class Int8Linear
{
    private readonly sbyte[] _weights;
    private readonly int _stride;

    /// <summary>Takes codes as they are stored.</summary>
    /// <param name="weights">[O, I] row-major.</param>
    /// <param name="weightScales">[O].</param>
    /// <param name="bias">[O], in units of inputScale · weightScales.</param>
    /// <param name="inputScale">Step of the input codes, whose zero point is 0.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a scale is not positive.</exception>
    public Int8Linear(ReadOnlySpan<sbyte> weights, ReadOnlySpan<float> weightScales, ReadOnlySpan<int> bias, float inputScale)
    {
        int outputs = weightScales.Length;
        if (outputs == 0 || bias.Length != outputs || weights.Length % outputs != 0)
            throw new ArgumentException($"{weights.Length} weights, {outputs} scales and {bias.Length} biases are no layer.", nameof(weights));
        if (!(inputScale > 0)) throw new ArgumentException($"The scale of the input is {inputScale}; it has to be positive.", nameof(inputScale));
        foreach (float scale in weightScales)
            if (!(scale > 0)) throw new ArgumentException($"A scale of the weights is {scale}; it has to be positive.", nameof(weightScales));
        Inputs = weights.Length / outputs;
        Outputs = outputs;
        InputScale = inputScale;
        Bias = bias.ToArray();
        WeightScales = weightScales.ToArray();
        _stride = PaddedLength(Inputs);
        _weights = new sbyte[outputs * _stride];
        for (int o = 0; o < outputs; o++) weights.Slice(o * Inputs, Inputs).CopyTo(_weights.AsSpan(o * _stride));
    }

    public int Inputs { get; }

    public int Outputs { get; }

    public float InputScale { get; }

    public IReadOnlyList<float> WeightScales { get; }

    public IReadOnlyList<int> Bias { get; }

    /// <summary>Rounds a layer of floats: weights half to even to -127..127, bias to 32 bits.</summary>
    /// <param name="weight">[O, I].</param>
    /// <param name="bias">[O].</param>
    /// <param name="inputScale">Step of the input codes.</param>
    public static Int8Linear FromFloat(Tensor<float> weight, Tensor<float> bias, float inputScale)
    {
        var scales = Tensor<float>.Zeros(weight.Dimension(0));
        RowScales.Fill(weight, 127, scales);
        int width = weight.Dimension(1);
        var codes = new sbyte[weight.Length];
        for (int i = 0; i < codes.Length; i++) codes[i] = (sbyte)Math.Clamp(MathF.Round(weight.Span[i] / scales.Span[i / width]), -127, 127);
        var biasCodes = new int[bias.Length];
        for (int o = 0; o < biasCodes.Length; o++)
            biasCodes[o] = (int)Math.Clamp(Math.Round(bias.Span[o] / ((double)inputScale * scales.Span[o])), int.MinValue, int.MaxValue);
        return new Int8Linear(codes, scales.Span, biasCodes, inputScale);
    }

    /// <summary>Number of bytes that a row of input codes takes: the codes, then zeros.</summary>
    public static int PaddedLength(int inputs) => (inputs + Int8Dot.Block - 1) / Int8Dot.Block * Int8Dot.Block;

    /// <summary>Codes of the weights, [O, I] row-major.</summary>
    public sbyte[] WeightCodes()
    {
        var codes = new sbyte[Outputs * Inputs];
        for (int o = 0; o < Outputs; o++) _weights.AsSpan(o * _stride, Inputs).CopyTo(codes.AsSpan(o * Inputs));
        return codes;
    }

    /// <summary>sums[o] = bias[o] + Σ codes[i] · weights[o, i].</summary>
    /// <param name="codes">One sample, <see cref="PaddedLength"/> bytes with zeros behind the codes.</param>
    /// <param name="sums">[O].</param>
    public void Accumulate(ReadOnlySpan<byte> codes, Span<int> sums)
    {
        for (int o = 0; o < Outputs; o++) sums[o] = Bias[o] + Int8Dot.Sum(codes, _weights.AsSpan(o * _stride, _stride));
    }

    /// <summary>output[o] = sums[o] · inputScale · weightScale[o].</summary>
    public void Dequantize(ReadOnlySpan<int> sums, Span<float> output)
    {
        for (int o = 0; o < Outputs; o++) output[o] = sums[o] * (InputScale * WeightScales[o]);
    }

    /// <summary>codes[o] = clamp(round(sums[o] · inputScale · weightScale[o] / outputScale), 0, 255), rounding half to even: ReLU and the next layer's codes in one.</summary>
    public void Requantize(ReadOnlySpan<int> sums, float outputScale, Span<byte> codes)
    {
        for (int o = 0; o < Outputs; o++)
            codes[o] = (byte)Math.Clamp(MathF.Round(sums[o] * (InputScale * WeightScales[o]) / outputScale), 0, 255);
    }
}
