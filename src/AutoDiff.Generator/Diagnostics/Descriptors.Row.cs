using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Diagnostics;

internal static partial class Descriptors
{
    private const string Pages = "https://github.com/autodiff/autodiff/blob/main/docs/diagnostics/";

    /// <summary>All rows of the table, in the order of their numbers.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Table.Rows;

    private static DiagnosticDescriptor Row(int number, string title, string message, DiagnosticSeverity severity)
    {
        string id = "ADIFF" + number.ToString("000", CultureInfo.InvariantCulture);
        return new DiagnosticDescriptor(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: Pages + id + ".md");
    }

    // A class of its own: it is initialised after the fields above.
    private static class Table
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> Rows = typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticDescriptor)).Select(f => (DiagnosticDescriptor)f.GetValue(null))
            .OrderBy(d => d.Id, StringComparer.Ordinal).ToImmutableArray();
    }
}
