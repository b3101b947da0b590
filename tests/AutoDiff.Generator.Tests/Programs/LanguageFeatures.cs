namespace AutoDiff.Generator.Tests.Programs;

/// <summary>Parts of the language that random programs may use.</summary>
[Flags]
internal enum LanguageFeatures
{
    None = 0,
    Elements = 1,
    Branches = 2,
    Loops = 4,
    Exits = 8,
    LocalArrays = 16,
    Calls = 32,
    Aggregates = 64,
    Stackalloc = 128,
    Recursion = 256,
    Conversions = 512,
    Structs = 1024,
    LocalFunctions = 2048,
    Tensors = 4096,
    All = Elements | Branches | Loops | Exits | LocalArrays | Calls | Aggregates | Stackalloc | Recursion | Conversions | Structs | LocalFunctions | Tensors,
}
