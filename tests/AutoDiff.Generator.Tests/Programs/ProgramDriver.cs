using System.Text;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Calls of a random program and its derivatives through arrays: numbers a and b, then x, w, n.</summary>
internal delegate void ValueCall<T>(T[] numbers, T[] x, T[] w, int n, T[] value);

/// <summary>Value and gradient.</summary>
internal delegate void GradientCall<T>(T[] numbers, T[] x, T[] w, int n, T[] value, T[] dNumbers, T[] dX, T[] dW);

/// <summary>Value and tangent.</summary>
internal delegate void TangentCall<T>(T[] numbers, T[] x, T[] w, int n, T[] numbersTangent, T[] xTangent, T[] wTangent, T[] value, T[] tangent);

/// <summary>The C# behind these calls.</summary>
internal static class ProgramDriver
{
    /// <summary>Counts which way conditions went: equal numbers mean the same path.</summary>
    public const string Path = """
        public static class Path
        {
            [ThreadStatic] public static long Number;
            public static bool Note(bool condition)
            {
                Number = unchecked(Number * 31 + (condition ? 1 : 2));
                return condition;
            }
            public static long Take()
            {
                long number = Number;
                Number = 0;
                return number;
            }
        }
        """;

    private const string Where = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    public static string ClassName(SourceProgram program) => program.Name + "Driver";

    public static string Text(SourceProgram program, GeneratedModes modes)
    {
        var text = new StringBuilder();
        text.Append($$"""
            public static class {{ClassName(program)}}
            {
                public static void Value<T>(T[] s, T[] x, T[] w, int n, T[] y) {{Where}} => y[0] = {{program.Name}}.F<T>(s[0], s[1], x, w, n);
                public static void Traced<T>(T[] s, T[] x, T[] w, int n, T[] y) {{Where}} => y[0] = {{program.Name}}Traced.F<T>(s[0], s[1], x, w, n);

            """);
        if (modes != GeneratedModes.None)
            text.Append($$"""
                    public static void Gradient<T>(T[] s, T[] x, T[] w, int n, T[] y, T[] ds, T[] dx, T[] dw) {{Where}} =>
                        y[0] = {{program.Name}}.FGradient<T>(s[0], s[1], x, w, n, out ds[0], out ds[1], dx, dw);

                """);
        if (modes == GeneratedModes.GradientAndTangent)
            text.Append($$"""
                    public static void Tangent<T>(T[] s, T[] x, T[] w, int n, T[] ts, T[] tx, T[] tw, T[] y, T[] ty) {{Where}} =>
                        y[0] = {{program.Name}}.FJvp<T>(s[0], ts[0], s[1], ts[1], x, tx, w, tw, n, out ty[0]);

                """);
        return text.Append("}\n").ToString();
    }
}
