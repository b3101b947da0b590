namespace AutoDiff.Initializers;

/// <summary>
/// How many inputs reach one output of a weight, and how many outputs one input reaches. A weight has the shape [out, in, ...kernel];
/// a vector counts as the weights of a single output.
/// </summary>
public readonly record struct Fans(double In, double Out)
{
    /// <exception cref="ArgumentException">The shape is that of a single number, which has no fans.</exception>
    public static Fans Of(TensorShape shape)
    {
        if (shape.Rank == 0)
            throw new ArgumentException("A single number has no fans; start it with Zeros, Ones or Constant.", nameof(shape));
        if (shape.Rank == 1) return new Fans(shape[0], 1);
        double kernel = 1;
        for (int d = 2; d < shape.Rank; d++) kernel *= shape[d];
        return new Fans(shape[1] * kernel, shape[0] * kernel);
    }
}
