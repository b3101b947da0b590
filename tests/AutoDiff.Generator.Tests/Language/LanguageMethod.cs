namespace AutoDiff.Generator.Tests.Language;

/// <summary>Calls of a method F and its derivatives: one array a parameter (a number is an array of one element), in their order.</summary>
internal delegate double ValueOf(double[][] arguments);

/// <summary>Assigns the gradients and returns the value.</summary>
internal delegate double GradientOf(double[][] arguments, double[][] gradients);

/// <summary>Assigns the tangent and returns the value.</summary>
internal delegate double TangentOf(double[][] arguments, double[][] directions, double[] tangent);

/// <summary>A method F of a table with what was generated for it, or why nothing was.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Ids">The diagnostics of the method, in source order.</param>
/// <param name="Driver">The compiled calls; null where the method is refused or what was generated for it does not compile.</param>
/// <param name="Problem">What the compiler said of generated code.</param>
internal sealed record LanguageMethod(string Name, IReadOnlyList<string> Ids, Type? Driver, string Problem)
{
    public double Value(params double[][] arguments) => Call<ValueOf>("Value")(arguments);

    /// <summary>Value and gradients, one array for each parameter; NaN where none is generated.</summary>
    public (double Value, double[][] Gradients) Gradient(params double[][] arguments)
    {
        double[][] gradients = [.. arguments.Select(a => Enumerable.Repeat(double.NaN, a.Length).ToArray())];
        return (Call<GradientOf>("Gradient")(arguments, gradients), gradients);
    }

    public (double Value, double Tangent) Tangent(double[][] arguments, double[][] directions)
    {
        double[] tangent = [double.NaN];
        return (Call<TangentOf>("Tangent")(arguments, directions, tangent), tangent[0]);
    }

    /// <summary>Whether a gradient is generated for a parameter.</summary>
    public bool IsDifferentiated(int parameter) => ((bool[])Driver!.GetField("Differentiated")!.GetValue(null)!)[parameter];

    private TDelegate Call<TDelegate>(string name) where TDelegate : Delegate
    {
        Assert.True(Driver is not null, $"{Name} has no derivative: {string.Join(", ", Ids)} {Problem}");
        return Driver.GetMethod(name)!.CreateDelegate<TDelegate>();
    }
}
