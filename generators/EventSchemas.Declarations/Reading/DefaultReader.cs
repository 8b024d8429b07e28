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
        if (attributes.Default is { } said && FormProblem(said, WellKnownNames.AvroDefaultAttribute) is { } malformed)
        {
            return malformed;
        }

        object? constant = parameter is { HasExplicitDefaultValue: true } ? parameter.ExplicitDefaultValue : null;
        if (type is NullableType)
        {
            bool isNull = (attributes.Default is { } given ? given.Constant ?? given.Json : constant) is null;
            return isNull
                ? NullDefault
                : Refuse("a nullable member has the default null in the schema: remove this default, or the question mark of its type");
        }

        if (attributes.Default is { } declared)
        {
            return Declared(declared, type);
        }

        if (constant is not null)
        {
            return Constant(type, constant);
        }

        // A value type's null constant is its default value; a member that [WhenMissing] fills may start with a null in C#.
        return parameter is not { HasExplicitDefaultValue: true } || (type.IsReference && attributes.WhenMissing is not null) ? null
            : type.IsReference ? Refuse(TypeValue.NullProblem)
            : new MemberDefault(Json: null, CSharp: null) { IsCSharpDefault = true };
    }

    /// <summary>The value from [WhenMissing]; null where there is none.</summary>
    public static ReadResult<MemberDefault>? WhenMissing(SymbolAttributes attributes, MemberType type, bool hasDefault)
    {
        if (attributes.WhenMissing is not { } declared)
        {
            return null;
        }

        ReadResult<MemberDefault> read = hasDefault
            ? Refuse("the member has a default in the schema already, which fills it: keep one of the two")
            : FormProblem(declared, WellKnownNames.WhenMissingAttribute) is { } malformed ? malformed
            : Declared(declared, type);
        return read.Refusal is { } refusal ? refusal with { Kind = DeclarationProblemKind.WhenMissing } : read;
    }

    private static ReadResult<MemberDefault> Declared(DeclaredDefault declared, MemberType type) => declared switch
    {
        { Json: { } json } => Json(json),
        { HasConstant: false } => new MemberDefault(Json: null, CSharp: null),
        { EnumMember: { } member } when !(type is EnumType one && one.Enum.FullName == member.Enum) => OtherEnum(type, member.Shown),
        { Constant: { } value } => Constant(type, value),
        _ => Refuse(TypeValue.NullProblem),
    };

    private static Refusal? FormProblem(DeclaredDefault declared, string attribute)
    {
        string name = attribute.Replace("Attribute", "");
        return declared switch
        {
            { HasJson: true, HasConstant: true } => Refuse($"[{name}] gives a constant and JSON: keep one of the two"),
            { HasJson: true, Json: null } =>
                Refuse($"its JSON is null: write a text, as in [{name}(Json = \"[]\")], or [{name}] for the empty value of the type"),
            { IsArray: true } => Refuse($"an array is no constant of a schema: write its JSON, as in [{name}(Json = \"[1, 2]\")]"),
            _ => null,
        };
    }

    private static Refusal OtherEnum(MemberType type, string shown) => type is EnumType @enum
        ? Refuse($"{shown} is not a symbol of {@enum.Enum.ShortName}: {Symbols(@enum.Enum)}")
        : Refuse(
            $"{shown} is not {Article.Of(type.ShownName)}: write a value of that type, or its JSON as [AvroDefault(Json = \"…\")]");

    private static ReadResult<MemberDefault> Json(string json)
    {
        try
        {
            return new MemberDefault(AvroJson.Parse(json).ToString(), CSharp: null);
        }
        catch (AvroSchemaException e)
        {
            return Refuse($"it is not JSON: {e.Message}");
        }
    }

    private static ReadResult<MemberDefault> Constant(MemberType type, object value)
    {
        if (value is string text && ReadableValue.TextProblem(text) is { } problem)
        {
            return Refuse(problem);
        }

        return type switch
        {
            ConvertedType { Converter: not null } => Refuse(
                "a member with a converter takes its default as what travels: write it as [AvroDefault(Json = \"…\")]"),
            ConvertedType converted when value is string given =>
                TemporalValue.Parse(converted, given).Then<MemberDefault>(json => new MemberDefault(json.ToString(), CSharp: null)),
            ScalarType { Kind: ScalarKind.Decimal or ScalarKind.FixedDecimal } scalar => Decimal(scalar, value),
            ScalarType scalar => Scalar(scalar, value),
            EnumType @enum => Symbol(@enum.Enum, value),
            _ => Mismatch(type, value),
        };
    }

    private static ReadResult<MemberDefault> Scalar(ScalarType type, object value) => (type.Kind, value) switch
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
        _ => Mismatch(type, value),
    };

    // An attribute's argument can't be a decimal, so it may be another number or a text.
    private static ReadResult<MemberDefault> Decimal(ScalarType type, object value)
    {
        string text = value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && value is not bool
            ? UnscaledDecimal.Encode(number, type.Schema).Then<MemberDefault>(json => new MemberDefault(json.ToString(), CSharp: null))
            : Mismatch(type, value);
    }

    // The compiler gives the number of an enum's member.
    private static ReadResult<MemberDefault> Symbol(EnumDeclaration @enum, object value)
    {
        string given = Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return @enum.Symbols.FirstOrDefault(symbol => (value is string ? symbol.Symbol : symbol.Value) == given) is { } found
            ? new MemberDefault(AvroJson.FromString(found.Symbol).ToString(), $"{@enum.FullName}.{found.Name}")
            : Refuse($"{Shown(value)} is not a symbol of {@enum.ShortName}: {Symbols(@enum)}");
    }

    private static string Symbols(EnumDeclaration @enum) =>
        $"write one of {string.Join(", ", @enum.Symbols.Select(symbol => $"{@enum.ShortName}.{symbol.Name}"))}";

    private static MemberDefault Whole(long value, string suffix)
    {
        string text = value.ToString(CultureInfo.InvariantCulture);
        return new MemberDefault(text, value == long.MinValue ? "long.MinValue" : text + suffix);
    }

    private static ReadResult<MemberDefault> Fraction(double value, string suffix) => double.IsNaN(value) || double.IsInfinity(value)
        ? Refuse($"{Shown(value)} has no place in JSON, which a schema's defaults are written in: give a finite number")
        : new MemberDefault(AvroJson.FromNumber(value).Text, value.ToString("R", CultureInfo.InvariantCulture) + suffix);

    private static Refusal Mismatch(MemberType type, object value) => Refuse(
        $"{Shown(value)} is not {Article.Of(type.ShownName)}: write a value of that type, or its JSON as [AvroDefault(Json = \"…\")]");

    private static string Shown(object value) => value is string text
        ? AvroJson.FromString(text).ToString()
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static Refusal Refuse(string problem) => new(problem, DeclarationProblemKind.Default);
}
