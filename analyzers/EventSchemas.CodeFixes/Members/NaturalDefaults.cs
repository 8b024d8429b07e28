using Microsoft.CodeAnalysis;

namespace EventSchemas.CodeFixes;

/// <summary>The defaults that C# types suggest, as they stand behind a parameter.</summary>
static class NaturalDefaults
{
    /// <summary>The constant; null where only <c>[AvroDefault]</c> can say it.</summary>
    public static string? ConstantOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => "false",
        SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Single or SpecialType.System_Double => "0",
        SpecialType.System_String => "\"\"",
        _ => null,
    };
}
