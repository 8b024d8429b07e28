using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators;

/// <summary>Reads a member's default from <c>[AvroDefault]</c> or from its parameter; both read the same from source and metadata.</summary>
static class DefaultReader
{
    private static readonly MemberDefault NullDefault = new("null", "null");

    /// <summary>The default or null where there is none; and the problem, where it can't be the default of such a member.</summary>
    public static MemberDefault? Read(IPropertySymbol property, IParameterSymbol? parameter, MemberType type, out string? problem)
    {
        problem = null;
        bool hasAttribute = property.TryGetAttributeValue(WellKnownNames.AvroDefaultAttribute, out object? value)
            || parameter.TryGetAttributeValue(WellKnownNames.AvroDefaultAttribute, out value);
        if (!hasAttribute)
        {
            value = parameter is { HasExplicitDefaultValue: true } ? parameter.ExplicitDefaultValue : null;
        }

        if (type is NullableMember)
        {
            problem = value is null ? null : "the schema gives a nullable member the default null, so that it can't have another: drop the default, or the question mark";
            return NullDefault;
        }

        if (value is null)
        {
            problem = hasAttribute ? "null can't be the default of a member that is not nullable" : null;
            return null;
        }

        MemberDefault? constant = type switch
        {
            PrimitiveMember primitive => Constant(primitive.Kind, value),
            EnumMember @enum => Symbol(@enum.Enum, value),
            _ => null,
        };
        problem = constant is null ? $"{Convert.ToString(value, CultureInfo.InvariantCulture)} can't be the default of a member of this type in an Avro schema" : null;
        return constant;
    }

    private static MemberDefault? Constant(PrimitiveKind kind, object value) => (kind, value) switch
    {
        (PrimitiveKind.Boolean, bool flag) => new MemberDefault(flag ? "true" : "false", flag ? "true" : "false"),
        (PrimitiveKind.Int, int number) => Whole(number, ""),
        (PrimitiveKind.Long, long or int) => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture), "L"),
        (PrimitiveKind.Float, float or int) => Fraction(Convert.ToSingle(value, CultureInfo.InvariantCulture), "F"),
        (PrimitiveKind.Double, double or float or int) => Fraction(Convert.ToDouble(value, CultureInfo.InvariantCulture), "D"),
        (PrimitiveKind.String, string text) => new MemberDefault(SyntaxNames.Literal(text), AvroJson.FromString(text).ToString()),
        _ => null,
    };

    // The compiler gives the number behind a member.
    private static MemberDefault? Symbol(EnumDeclaration @enum, object value)
    {
        string number = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return @enum.Symbols.FirstOrDefault(symbol => symbol.Value == number) is { } found
            ? new MemberDefault($"{@enum.FullName}.{found.Name}", AvroJson.FromString(found.Symbol).ToString())
            : null;
    }

    private static MemberDefault Whole(long value, string suffix)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return value == long.MinValue ? new MemberDefault("long.MinValue", text) : new MemberDefault(text + suffix, text);
    }

    private static MemberDefault? Fraction(double value, string suffix)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        return new MemberDefault(value.ToString("R", CultureInfo.InvariantCulture) + suffix, AvroJson.FromNumber(value).Text);
    }
}
