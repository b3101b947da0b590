namespace AutoDiff.Models.Objectives;

/// <summary>Loss of a stack of elementwise ("diagonal") LSTM layers that predicts the next character, the fourth objective of ADBench.</summary>
public static partial class SequenceLstm
{
    /// <summary>−Σ_t Σ_i x_(t+1),i (y_i − ln(2 + Σ exp y)) / (width (characters − 1)).</summary>
    /// <param name="mainParameters">For each layer eight vectors: weights of forget, input, output and change gate, then their biases, [8 layers width].</param>
    /// <param name="extraParameters">Weights of the input, weights and biases of the output, [3 width].</param>
    /// <param name="state">For each layer the initial hidden and cell vector, [2 layers width].</param>
    /// <param name="sequence">Characters in bits, [characters, width].</param>
    /// <param name="width">Bits of a character.</param>
    [Differentiable]
    public static double Loss(
        ReadOnlySpan<double> mainParameters, ReadOnlySpan<double> extraParameters, [NoGradient] ReadOnlySpan<double> state, [NoGradient] ReadOnlySpan<double> sequence, int width)
    {
        int layers = state.Length / (2 * width), characters = sequence.Length / width;
        Span<double> current = new double[2 * layers * width];
        state.CopyTo(current);
        Span<double> input = new double[width];
        double total = 0;
        for (int t = 0; t < characters - 1; t++)
        {
            for (int i = 0; i < width; i++) input[i] = sequence[t * width + i] * extraParameters[i];
            for (int layer = 0; layer < layers; layer++)
            {
                var weights = mainParameters.Slice(8 * width * layer, 4 * width);
                var biases = mainParameters.Slice(8 * width * layer + 4 * width, 4 * width);
                var hidden = current.Slice(2 * width * layer, width);
                var cell = current.Slice(2 * width * layer + width, width);
                for (int i = 0; i < width; i++)
                {
                    double forget = Sigmoid(input[i] * weights[i] + biases[i]);
                    double ingate = Sigmoid(hidden[i] * weights[width + i] + biases[width + i]);
                    double outgate = Sigmoid(input[i] * weights[2 * width + i] + biases[2 * width + i]);
                    double change = Math.Tanh(hidden[i] * weights[3 * width + i] + biases[3 * width + i]);
                    cell[i] = cell[i] * forget + ingate * change;
                    hidden[i] = outgate * Math.Tanh(cell[i]);
                    input[i] = hidden[i];
                }
            }
            double sumOfExponentials = 2, dot = 0, sumOfNext = 0;
            for (int i = 0; i < width; i++)
            {
                double y = input[i] * extraParameters[width + i] + extraParameters[2 * width + i];
                double next = sequence[(t + 1) * width + i];
                sumOfExponentials += Math.Exp(y);
                dot += next * y;
                sumOfNext += next;
            }
            total += dot - sumOfNext * Math.Log(sumOfExponentials);
        }
        return -total / (width * (characters - 1));
    }

    [Differentiable]
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
