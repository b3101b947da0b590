namespace AutoDiff.Models.Objectives;

/// <summary>min over x of max over y of a function with a saddle point; the inner maximum is found by descent inside of what is differentiated.</summary>
public static partial class SaddlePoint
{
    /// <summary>|x|² − |y|² in two dimensions each.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double Function([NoGradient] double x0, [NoGradient] double x1, double y0, double y1) => x0 * x0 + x1 * x1 - (y0 * y0 + y1 * y1);

    /// <summary>max over y by descent of the negated function from the given start; slopes by reverse mode.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double MaximumByReverse(double x0, double x1, [NoGradient] double start0, [NoGradient] double start1)
    {
        double y0 = start0, y1 = start1, rate = Descent.InitialRate;
        int count = 0;
        double value = -FunctionGradient(x0, x1, y0, y1, out double slope0, out double slope1);
        while (Math.Sqrt(slope0 * slope0 + slope1 * slope1) > Descent.Tolerance)
        {
            if (count == Descent.Patience)
            {
                rate *= 2;
                count = 0;
                continue;
            }
            // The slopes are those of the function, which the descent negates.
            double next0 = y0 + rate * slope0, next1 = y1 + rate * slope1;
            double step0 = next0 - y0, step1 = next1 - y1;
            if (Math.Sqrt(step0 * step0 + step1 * step1) <= Descent.Tolerance) break;
            double nextValue = -FunctionGradient(x0, x1, next0, next1, out double nextSlope0, out double nextSlope1);
            if (nextValue < value)
            {
                y0 = next0;
                y1 = next1;
                value = nextValue;
                slope0 = nextSlope0;
                slope1 = nextSlope1;
                count++;
            }
            else
            {
                rate /= 2;
                count = 0;
            }
        }
        return Function(x0, x1, y0, y1);
    }

    /// <summary>max over y by descent of the negated function from the given start; slopes by forward mode.</summary>
    [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
    public static double MaximumByForward(double x0, double x1, [NoGradient] double start0, [NoGradient] double start1)
    {
        double y0 = start0, y1 = start1, rate = Descent.InitialRate;
        int count = 0;
        double value = -FunctionJvp(x0, x1, y0, 1, y1, 0, out double slope0);
        FunctionJvp(x0, x1, y0, 0, y1, 1, out double slope1);
        while (Math.Sqrt(slope0 * slope0 + slope1 * slope1) > Descent.Tolerance)
        {
            if (count == Descent.Patience)
            {
                rate *= 2;
                count = 0;
                continue;
            }
            double next0 = y0 + rate * slope0, next1 = y1 + rate * slope1;
            double step0 = next0 - y0, step1 = next1 - y1;
            if (Math.Sqrt(step0 * step0 + step1 * step1) <= Descent.Tolerance) break;
            double nextValue = -FunctionJvp(x0, x1, next0, 1, next1, 0, out double nextSlope0);
            FunctionJvp(x0, x1, next0, 0, next1, 1, out double nextSlope1);
            if (nextValue < value)
            {
                y0 = next0;
                y1 = next1;
                value = nextValue;
                slope0 = nextSlope0;
                slope1 = nextSlope1;
                count++;
            }
            else
            {
                rate /= 2;
                count = 0;
            }
        }
        return Function(x0, x1, y0, y1);
    }
}
