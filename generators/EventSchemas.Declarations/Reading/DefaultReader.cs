using System.Globalization;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Reads the values that a member has for writers that lack it; attributes and parameters read the same from source and metadata.
/// </summary>
static class DefaultReader
{
    private static readonly MemberDefault NullDefault = new("null", "null");

    /// <summary>The default from [AvroDefault] or the parameter; null where there is none.</summary>
    public static ReadResult<MemberDefault>? Default(SymbolAttributes attributes, IParameterSymbol? parameter, MemberType type)
    {
        object? constant = parameter is { HasExplicitDefaultValue: true } ? parameter.ExplicitDefaultValue : null;
        if (type is NullableType)
        {
            bool isNull = (attributes.Default is { } given ? given.Constant ?? given.Json : constant) is null;
            return isNull
                ? NullDefault
                : new Refusal(
                    "the schema gives a nullable member the default null, so that it can't have another: "
                    + "drop the default, or the question mark");
        }

        if (attributes.Default is { } declared)
        {
            return Declared(declared, type);
        }

        if (constant is not null)
        {
            return Constant(type, constant);
        }

        return null;
    }

    /// <summary>The value from [WhenMissing]; null where there is none.</summary>
    public static ReadResult<MemberDefault>? WhenMissing(SymbolAttributes attributes, MemberType type, bool hasDefault)
    {
        if (attributes.WhenMissing is not { } declared)
        {
            return null;
        }

        return hasDefault
            ? new Refusal("the member has a default in the schema already, which fills it: keep one of the two")
            : Declared(declared, type);
    }

    private static ReadResult<MemberDefault> Declared(DeclaredDefault declared, MemberType type) => declared switch
    {
        { Json: { } json } => Json(json),
        { IsNatural: true } => new MemberDefault(Json: null, CSharp: null),
        { Constant: { } value } => Constant(type, value),
        _ => new Refusal("null can't be the default of a member that is not nullable"),
    };

    private static ReadResult<MemberDefault> Json(string json)
    {
        try
        {
            return new MemberDefault(AvroJson.Parse(json).ToString(), CSharp: null);
        }
        catch (AvroSchemaException e)
        {
            return new Refusal($"its default is not JSON: {e.Message}");
        }
    }

    private static ReadResult<MemberDefault> Constant(MemberType type, object value)
    {
        MemberDefault? constant = type switch
        {
            ScalarType scalar => Constant(scalar.Kind, value),
            EnumType @enum => Symbol(@enum.Enum, value),
            _ => null,
        };
        return constant is not null
            ? constant
            : new Refusal(
                Convert.ToString(value, CultureInfo.InvariantCulture)
                + " can't be the default of a member of this type in an Avro schema");
    }

    private static MemberDefault? Constant(ScalarKind kind, object value) => (kind, value) switch
    {
        (ScalarKind.Boolean, bool flag) => new MemberDefault(flag ? "true" : "false", flag ? "true" : "false"),
        (ScalarKind.Int, int number) => Whole(number, ""),
        (ScalarKind.Long, long or int) => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture), "L"),
        (ScalarKind.Float, float or int) => Fraction(Convert.ToSingle(value, CultureInfo.InvariantCulture), "F"),
        (ScalarKind.Double, double or float or int) => Fraction(Convert.ToDouble(value, CultureInfo.InvariantCulture), "D"),
        (ScalarKind.String or ScalarKind.InternedString, string text) =>
            new MemberDefault(AvroJson.FromString(text).ToString(), TypeNames.Literal(text)),
        (ScalarKind.Text or ScalarKind.Utf8Text or ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText or ScalarKind.GuidText,
            string text) =>
            new MemberDefault(AvroJson.FromString(text).ToString(), CSharp: null),
        _ => null,
    };

    // The compiler gives the number of an enum's member.
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

    private static MemberDefault? Fraction(double value, string suffix) => double.IsNaN(value) || double.IsInfinity(value)
        ? null
        : new MemberDefault(AvroJson.FromNumber(value).Text, value.ToString("R", CultureInfo.InvariantCulture) + suffix);
}
