using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling;
using Buffer = AutoDiff.Generator.Scheduling.Buffer;

namespace AutoDiff.Generator.Emission;

/// <summary>What a kernel takes along: views, sizes and numbers; each becomes a parameter of its struct and a local of its loop.</summary>
internal sealed class KernelFields(Names names, MethodScope method)
{
    private readonly Dictionary<string, string> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sizes = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _scalars = [];
    private readonly Dictionary<double, string> _constants = [];

    /// <summary>Parameters of the struct with the arguments of its construction.</summary>
    public List<(string Declaration, string Argument)> Parameters { get; } = [];

    /// <summary>First lines of the loop method.</summary>
    public List<string> Prologue { get; } = [];

    /// <summary>Vectors of constants, declared once for the whole kernel.</summary>
    public List<string> Constants { get; } = [];

    /// <summary>A reference to the first element of a buffer.</summary>
    public string Reference(Buffer buffer)
    {
        var root = buffer.Root;
        if (_tensors.TryGetValue(root.Name, out string? local)) return local;
        return _tensors[root.Name] = AddTensor(root.Name, method.TensorName(root), root.Type == ElementType.Int ? "int" : "T");
    }

    /// <summary>A buffer that already has a local reference.</summary>
    public void Alias(Buffer buffer, string local) => _tensors[buffer.Root.Name] = local;

    public string AddTensor(string stem, string argument, string type)
    {
        string local = Names.Escape(names.Unique(Names.Camel(stem)));
        string parameter = names.Unique(Names.Camel(stem) + "Tensor");
        Parameters.Add(($"Tensor<{type}> {parameter}", argument));
        Prologue.Add($"ref {type} {local} = ref {parameter}.Origin;");
        return local;
    }

    /// <summary>The local of an extent symbol.</summary>
    public string Size(string symbol)
    {
        if (_sizes.TryGetValue(symbol, out string? local)) return local;
        string stem = new(symbol.Where(c => char.IsLetterOrDigit(c) || c == '_').ToArray());
        if (stem.Length == 0 || char.IsDigit(stem[0])) stem = "size" + stem;
        local = Names.Escape(names.Unique(stem));
        string parameter = names.Unique("size" + Names.Pascal(stem));
        Parameters.Add(($"nint {parameter}", method.SymbolName(symbol)));
        Prologue.Add($"nint {local} = {parameter};");
        return _sizes[symbol] = local;
    }

    public Code Extent(Extent extent) => ExtentText.Print(extent, Size);

    /// <summary>A number, integer or truth value that is known before the kernel runs.</summary>
    public string Scalar(Value value)
    {
        if (_scalars.TryGetValue(value.Id, out string? local)) return local;
        string stem = value.Name.Length > 0 ? Names.Camel(value.Name) : "factor";
        local = Names.Escape(names.Unique(stem));
        string parameter = names.Unique(stem + "Value");
        string type = value.Type switch { ElementType.Int => "nint", ElementType.Bool => "bool", _ => "T" };
        Parameters.Add(($"{type} {parameter}", method.ScalarName(value)));
        Prologue.Add($"{type} {local} = {parameter};");
        return _scalars[value.Id] = local;
    }

    public string Constant(double number)
    {
        if (number == 0 && 1 / number > 0) return "V.Zero";
        if (_constants.TryGetValue(number, out string? local)) return local;
        string stem = number switch
        {
            1 => "one",
            2 => "two",
            0.5 => "half",
            -0.5 => "minusHalf",
            -1 => "minusOne",
            double.MaxValue => "largest",
            double.PositiveInfinity => "infinity",
            double.NegativeInfinity => "minusInfinity",
            _ => "constant",
        };
        local = names.Unique(stem);
        Constants.Add($"V {local} = V.Broadcast({Literals.Real(number, "T")});");
        return _constants[number] = local;
    }
}
