using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads an enum: its members are the symbols, in the order of their declaration.</summary>
static class EnumReader
{
    /// <summary>The enum under a name in the schema.</summary>
    public static ReadResult<EnumDeclaration> Read(INamedTypeSymbol type, string schemaName)
    {
        IFieldSymbol[] fields = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.IsConst)];
        if (HasErrors(type, fields))
        {
            return Refusal.OfCompiler;
        }

        (EnumSymbol Symbol, bool IsDefault)[] members = [.. fields.Select(Symbol)];
        EnumSymbol[] symbols = [.. members.Select(member => member.Symbol)];
        string[] defaults = [.. members.Where(member => member.IsDefault).Select(member => member.Symbol.Symbol)];
        if (Problem(type, symbols, defaults) is { } problem)
        {
            return new Refusal(problem);
        }

        EquatableArray<string> aliases = AttributeReader.Of(type).Aliases.ToEquatableArray();
        return new EnumDeclaration(type.ToCode(), type.Name, schemaName, aliases, symbols.ToEquatableArray(), defaults.FirstOrDefault())
        {
            IsObsolete = type.IsObsolete() || type.GetMembers().Any(SymbolExtensions.IsObsolete),
        };
    }

    private static bool HasErrors(INamedTypeSymbol type, IFieldSymbol[] fields)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return type.HasSyntaxErrors()
            || AttributeReader.Of(type).HasErrors
            || fields.Any(field => !field.HasConstantValue || !names.Add(field.Name) || AttributeReader.Of(field).HasErrors);
    }

    private static (EnumSymbol Symbol, bool IsDefault) Symbol(IFieldSymbol member)
    {
        SymbolAttributes attributes = AttributeReader.Of(member);
        string value = Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture)!;
        return (new EnumSymbol(TypeNames.Escape(member.Name), attributes.Name ?? member.Name, value), attributes.IsDefaultSymbol);
    }

    private static string? Problem(INamedTypeSymbol type, EnumSymbol[] symbols, string[] defaults)
    {
        if (type.GetAttributes().Any(attribute => attribute.AttributeClass is { } c && c.Is("System", nameof(FlagsAttribute))))
        {
            return $"{type.Name} is a set of flags, and an Avro enum holds one symbol: use a list of an enum, or a number";
        }

        if (symbols.Length == 0)
        {
            return $"{type.Name} has no members, and an Avro enum needs a symbol: add one";
        }

        if (symbols.FirstOrDefault(symbol => !AvroName.IsSimple(symbol.Symbol)) is { } malformed)
        {
            return $"\"{malformed.Symbol}\" can't be a symbol of an Avro enum (a letter or _, then letters, digits and _): "
                + $"give {type.Name}.{malformed.Name} another with [AvroName(\"…\")]";
        }

        if (FirstRepeated(symbols, symbol => symbol.Symbol) is { } same)
        {
            return $"two members of {type.Name} have the symbol {same.Symbol}: give one of them another with [AvroName(\"…\")]";
        }

        if (FirstRepeated(symbols, symbol => symbol.Value) is { } alias)
        {
            return $"{type.Name}.{alias.Name} has the number of another member, so that a value could be either symbol: "
                + "give it a number of its own";
        }

        return defaults.Length > 1 ? $"{type.Name} has two default symbols: keep one [AvroDefaultSymbol]" : null;
    }

    private static EnumSymbol? FirstRepeated(EnumSymbol[] symbols, Func<EnumSymbol, string> part)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return symbols.FirstOrDefault(symbol => !seen.Add(part(symbol)));
    }
}
