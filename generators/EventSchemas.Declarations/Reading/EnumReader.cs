using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads an enum: its members are the symbols, in the order of their declaration.</summary>
static class EnumReader
{
    /// <summary>The enum under a name in the schema, or null and why it has no place there.</summary>
    public static EnumDeclaration? Read(INamedTypeSymbol type, string schemaName, out string? problem)
    {
        IFieldSymbol[] members = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue)];
        EnumSymbol[] symbols = [.. members.Select(SymbolOf)];
        IFieldSymbol[] defaults = [.. members.Where(member => member.HasAttribute(WellKnownNames.AvroDefaultSymbolAttribute))];
        problem = WhyNot(type, symbols, defaults);
        return problem is null
            ? new EnumDeclaration(type.ToCode(), schemaName, type.Aliases().ToEquatableArray(), symbols.ToEquatableArray(), defaults.Select(member => SymbolOf(member).Symbol).FirstOrDefault())
            : null;
    }

    private static EnumSymbol SymbolOf(IFieldSymbol member) => new(
        SyntaxNames.Escape(member.Name),
        member.TryGetAttributeValue(WellKnownNames.AvroNameAttribute, out object? name) && name is string text ? text : member.Name,
        Convert.ToString(member.ConstantValue, CultureInfo.InvariantCulture)!);

    private static string? WhyNot(INamedTypeSymbol type, EnumSymbol[] symbols, IFieldSymbol[] defaults)
    {
        if (type.GetAttributes().Any(attribute => attribute.AttributeClass is { } c && c.Is("System", "FlagsAttribute")))
        {
            return $"{type.Name} is a set of flags, and an Avro enum holds one symbol: use a list of an enum, or a number";
        }

        if (symbols.Length == 0)
        {
            return $"{type.Name} has no members, and an Avro enum needs a symbol";
        }

        if (symbols.FirstOrDefault(symbol => !AvroName.IsSimple(symbol.Symbol)) is { } malformed)
        {
            return $"\"{malformed.Symbol}\" can't be a symbol of an Avro enum (a letter or _, then letters, digits and _): give {type.Name}.{malformed.Name} another with [AvroName]";
        }

        if (Repeated(symbols, symbol => symbol.Symbol) is { } same)
        {
            return $"two members of {type.Name} have the symbol {same.Symbol}: give one of them another with [AvroName]";
        }

        if (Repeated(symbols, symbol => symbol.Value) is { } alias)
        {
            return $"{type.Name}.{alias.Name} has the number of another member, so that a value could be either symbol: give it a number of its own";
        }

        return defaults.Length > 1 ? $"{type.Name} has two default symbols: keep one [AvroDefaultSymbol]" : null;
    }

    private static EnumSymbol? Repeated(EnumSymbol[] symbols, Func<EnumSymbol, string> part)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return symbols.FirstOrDefault(symbol => !seen.Add(part(symbol)));
    }
}
