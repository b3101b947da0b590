using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// A construct outside the language. Every part of binding stops this way and no other; <see cref="Binder"/> alone turns it into a diagnostic.
/// Parts that know nothing of source positions leave the location open and the binder fills in the operation at hand.
/// </summary>
internal sealed class Refusal(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) : Exception
{
    public Refusal(DiagnosticDescriptor descriptor, params object[] arguments) : this(descriptor, null, arguments) { }

    public DiagnosticDescriptor Descriptor => descriptor;

    public Location? Location => location;

    public object[] Arguments => arguments;

    public Diagnostic At(Location fallback) => Diagnostic.Create(descriptor, location ?? fallback, arguments);
}

/// <summary>The compiler has already reported an error at this place, or a part of this binding has: there is nothing to add.</summary>
internal sealed class AlreadyReported : Exception;
