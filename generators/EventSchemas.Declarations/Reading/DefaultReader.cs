using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads what a member says about writers that don't know it; its attributes and its parameter read the same from source and metadata.</summary>
static class DefaultReader
{
    private static readonly MemberDefault NullDefault = new("null", "null");

    /// <summary>The default from <c>[AvroDefault]</c> or the parameter, or null where there is none; and the problem, where it can't be the default of such a member.</summary>
    public static MemberDefault? Read(IPropertySymbol property, IParameterSymbol? parameter, MemberType type, out string? problem)
    {
        AttributeData? attribute = Attribute(property, parameter, WellKnownNames.AvroDefaultAttribute);
        object? constant = parameter is { HasExplicitDefaultValue: true } ? parameter.ExplicitDefaultValue : null;
        if (type is NullableMember)
        {
            bool isNull = (attribute is null ? constant : attribute.ArgumentAt(0) ?? JsonOf(attribute)) is null;
            problem = isNull ? null : "the schema gives a nullable member the default null, so that it can't have another: drop the default, or the question mark";
            return NullDefault;
        }

        return attribute is not null ? Said(attribute, type, out problem)
            : constant is not null ? Constant(type, constant, out problem)
            : Nothing(out problem);
    }

    /// <summary>The same of <c>[WhenMissing]</c>.</summary>
    public static MemberDefault? ReadWhenMissing(IPropertySymbol property, IParameterSymbol? parameter, MemberType type, bool hasDefault, out string? problem)
    {
        if (Attribute(property, parameter, WellKnownNames.WhenMissingAttribute) is not { } attribute)
        {
            return Nothing(out problem);
        }

        MemberDefault? read = Said(attribute, type, out problem);
        problem = hasDefault ? "the member has a default in the schema already, which fills it: keep one of the two" : problem;
        return read;
    }

    private static AttributeData? Attribute(IPropertySymbol property, IParameterSymbol? parameter, string name) => property.FindAttribute(name) ?? parameter?.FindAttribute(name);

    private static string? JsonOf(AttributeData attribute) => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Json").Value.Value as string;

    private static MemberDefault? Said(AttributeData attribute, MemberType type, out string? problem)
    {
        if (JsonOf(attribute) is { } json)
        {
            return Json(json, out problem);
        }

        if (attribute.ConstructorArguments.IsEmpty)
        {
            problem = null;
            return new MemberDefault(null, null);
        }

        if (attribute.ArgumentAt(0) is { } value)
        {
            return Constant(type, value, out problem);
        }

        problem = "null can't be the default of a member that is not nullable";
        return null;
    }

    private static MemberDefault? Nothing(out string? problem)
    {
        problem = null;
        return null;
    }

    private static MemberDefault? Json(string json, out string? problem)
    {
        try
        {
            problem = null;
            return new MemberDefault(AvroJson.Parse(json).ToString(), null);
        }
        catch (AvroSchemaException e)
        {
            problem = $"its default is not JSON: {e.Message}";
            return null;
        }
    }

    private static MemberDefault? Constant(MemberType type, object value, out string? problem)
    {
        MemberDefault? constant = type switch
        {
            ScalarMember scalar => Constant(scalar.Kind, value),
            EnumMember @enum => Symbol(@enum.Enum, value),
            _ => null,
        };
        problem = constant is null ? $"{Convert.ToString(value, CultureInfo.InvariantCulture)} can't be the default of a member of this type in an Avro schema" : null;
        return constant;
    }

    private static MemberDefault? Constant(ScalarKind kind, object value) => (kind, value) switch
    {
        (ScalarKind.Boolean, bool flag) => new MemberDefault(flag ? "true" : "false", flag ? "true" : "false"),
        (ScalarKind.Int, int number) => Whole(number, ""),
        (ScalarKind.Long, long or int) => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture), "L"),
        (ScalarKind.Float, float or int) => Fraction(Convert.ToSingle(value, CultureInfo.InvariantCulture), "F"),
        (ScalarKind.Double, double or float or int) => Fraction(Convert.ToDouble(value, CultureInfo.InvariantCulture), "D"),
        (ScalarKind.String or ScalarKind.InternedString, string text) => new MemberDefault(AvroJson.FromString(text).ToString(), SyntaxNames.Literal(text)),
        (ScalarKind.Text or ScalarKind.Utf8Text or ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText or ScalarKind.GuidText, string text) =>
            new MemberDefault(AvroJson.FromString(text).ToString(), null),
        _ => null,
    };

    // The compiler gives the number behind a member.
    private static MemberDefault? Symbol(EnumDeclaration @enum, object value)
    {
        string number = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return @enum.Symbols.FirstOrDefault(symbol => symbol.Value == number) is { } found
            ? new MemberDefault(AvroJson.FromString(found.Symbol).ToString(), $"{@enum.FullName}.{found.Name}")
            : null;
    }

    private static MemberDefault Whole(long value, string suffix)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return new MemberDefault(text, value == long.MinValue ? "long.MinValue" : text + suffix);
    }

    private static MemberDefault? Fraction(double value, string suffix)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return null;
        }

        return new MemberDefault(AvroJson.FromNumber(value).Text, value.ToString("R", CultureInfo.InvariantCulture) + suffix);
    }
}
