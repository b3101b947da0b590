namespace AutoDiff.Generator.Tests.Language;

/// <summary>Programs for which there is no right derivative say so.</summary>
public class RefusedDefectTests
{
    private static readonly Lazy<IReadOnlyDictionary<string, LanguageMethod>> s_methods = new(() => LanguageTable.Compile(new Dictionary<string, string>
    {
        ["StaticWrite"] = "static double s_last; [Differentiable] static double F(double x) { s_last = x; return x * s_last; }",
        ["LostInAnInteger"] = "[Differentiable] static double F(double x) => (int)x * 2 + x;",
        ["AssignmentInACondition"] = "[Differentiable] static double F(double x) { double y, s = 0; while ((y = s * x) < 3) s += x + y; return s; }",
        ["Dictionary"] = "[Differentiable] static double F(double x) { var d = new System.Collections.Generic.Dictionary<int, double>(); d[0] = x; return d[0] * x; }",
        ["Supported"] = "[Differentiable] static double F(double x) { double s = 0; for (int i = 0; i < 3; i++) s += x * x; return s; }",
    }));

    [Fact]
    public void AWriteToAStaticField_IsRefused() => Assert.Equal(["ADIFF015", "ADIFF015"], Refused("StaticWrite"));

    [Fact]
    public void ACastToAnInteger_SaysThatTheGradientIsLost() => Assert.Contains("ADIFF020", s_methods.Value["LostInAnInteger"].Ids);

    [Fact]
    public void AnAssignmentInALoopCondition_IsRightOrRefused()
    {
        var method = s_methods.Value["AssignmentInACondition"];
        if (method.Driver is null) Assert.Equal(["ADIFF012"], method.Ids);
        else LanguageLaw.Holds(method, [[0.8]]);
    }

    [Fact]
    public void ADictionary_IsRefused() => Assert.NotEmpty(Refused("Dictionary"));

    [Fact]
    public void ARefusedMethod_DoesNotHideOthers() => LanguageLaw.Holds(s_methods.Value["Supported"], [[1.5]], [[9.0]]);

    private static IReadOnlyList<string> Refused(string name)
    {
        Assert.Null(s_methods.Value[name].Driver);
        return s_methods.Value[name].Ids;
    }
}
