using System.Text.RegularExpressions;
using AutoDiff.Generator.Ir;
using Buffer = AutoDiff.Generator.Scheduling.Buffer;

namespace AutoDiff.Generator.Emission;

/// <summary>The names under which the generated method knows buffers, sizes and numbers.</summary>
/// <param name="realType">The float type as C# text.</param>
/// <param name="names">Identifiers of the method.</param>
/// <param name="outer">The scope of the method for a part of it that has buffers and numbers of its own.</param>
internal sealed class MethodScope(string realType, Names names, MethodScope? outer = null)
{
    private readonly Dictionary<int, string> _scalars = [];
    private readonly Dictionary<string, string> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _symbols = outer?._symbols ?? new(StringComparer.Ordinal);

    /// <summary>The float type as C# text.</summary>
    public string RealType => realType;

    public Names Names => names;

    /// <summary>The parameter with scratch memory; named so unless the method has one of that name.</summary>
    public string Workspace { get; } = outer?.Workspace ?? names.Unique("workspace");

    /// <summary>The frame of the workspace.</summary>
    public string Frame { get; } = outer?.Frame ?? names.Unique("frame");

    /// <summary>The values that the forward pass keeps.</summary>
    public string Saved { get; } = outer?.Saved ?? names.Unique("saved");

    public void SetTensor(string buffer, string name) => _tensors[buffer] = name;

    public string TensorName(Buffer buffer) => _tensors.TryGetValue(buffer.Root.Name, out string? name) ? name : Names.Escape(buffer.Root.Name);

    public void SetSymbol(string symbol, string name) => _symbols[symbol] = name;

    /// <summary>A composite symbol, a quotient, is an expression of other symbols.</summary>
    public string SymbolName(string symbol)
    {
        if (_symbols.TryGetValue(symbol, out string? name)) return name;
        return symbol.StartsWith("(", StringComparison.Ordinal)
            ? Regex.Replace(symbol, "@?[A-Za-z_][A-Za-z0-9_]*", match => _symbols.TryGetValue(match.Value, out string? part) ? part : match.Value)
            : symbol;
    }

    public string Extent(Extent extent) => ExtentText.Print(extent, SymbolName).Text;

    public void SetScalar(Value value, string name) => _scalars[value.Id] = name;

    public string ScalarName(Value value) =>
        _scalars.TryGetValue(value.Id, out string? name) ? name : throw new InvalidOperationException($"No scalar {value} {value.Name}.");

    public bool HasScalar(Value value) => _scalars.ContainsKey(value.Id);

    /// <summary>Declares a local for a number.</summary>
    public string NewScalar(Value value, string fallback)
    {
        string name = Names.Escape(names.Unique(value.Name.Length > 0 ? Names.Camel(value.Name) : fallback));
        _scalars[value.Id] = name;
        return name;
    }
}
