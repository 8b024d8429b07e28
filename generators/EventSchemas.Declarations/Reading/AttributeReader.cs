using EventSchemas.Avro;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Declarations;

/// <summary>Reads the attributes of EventSchemas: the only place that knows their arguments.</summary>
static class AttributeReader
{
    // EventRole.Mirror.
    private const int Mirror = 1;

    /// <summary>The event attribute of a type, or null.</summary>
    public static AttributeData? FindEvent(ITypeSymbol type)
    {
        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (IsEvent(attribute))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>The event attribute that a type has beside the one that counts; null where it has one at most.</summary>
    public static AttributeData? FindSecondEvent(ITypeSymbol type) => type.GetAttributes().Where(IsEvent).Skip(1).FirstOrDefault();

    /// <summary>What the event attribute of a type says; null where it has none.</summary>
    public static EventAttribute? EventOf(ITypeSymbol type) => FindEvent(type) is { } attribute ? Event(attribute) : null;

    /// <summary>What an event attribute says.</summary>
    public static EventAttribute Event(AttributeData attribute)
    {
        EventConventions conventions = EventConventions.OfAttribute(attribute.AttributeClass!.Name)!;
        EventAttribute read = Read(attribute, conventions);
        return conventions.HasNamingOptions ? WithOptions(read, attribute) : read;
    }

    /// <summary>The arguments of an attribute that a cast gave a value which their enums don't have; it counts as none.</summary>
    public static IEnumerable<UnknownValue> UnknownValues(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Value is not { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type, Value: int value })
            {
                continue;
            }

            IFieldSymbol[] known = [.. type.GetMembers().OfType<IFieldSymbol>().Where(field => field.ConstantValue is int)];
            int all = known.Aggregate(0, (sum, field) => sum | (int)field.ConstantValue!);
            bool isFlags = type.GetAttributes().Any(one => one.AttributeClass is { } flags && flags.Is("System", nameof(FlagsAttribute)));
            if (isFlags ? (value & ~all) != 0 : !known.Any(field => (int)field.ConstantValue! == value))
            {
                yield return new UnknownValue(argument.Key, value, [.. known.Select(field => field.Name)]);
            }
        }
    }

    private static bool IsEvent(AttributeData attribute) => attribute.AttributeClass is { } type
        && EventConventions.OfAttribute(type.Name) is not null
        && type.IsOurs(type.Name);

    private static EventAttribute WithOptions(EventAttribute read, AttributeData attribute)
    {
        int? version = Named(attribute, EventAttribute.VersionArgument) as int?;
        FieldNaming? naming = Named(attribute, "Naming")
            is int and >= (int)FieldNaming.AsWritten and <= (int)FieldNaming.CamelCase and var value
                ? (FieldNaming)value
                : null;
        return read with
        {
            Conventions = naming is { } chosen ? read.Conventions.With(chosen) : read.Conventions,
            IsNamingChosen = naming is not null,
            Namespace = Named(attribute, "Namespace") as string,
            HasDocs = Named(attribute, "XmlDocs") as bool?,
            DeclaredType = read.EventType,
            Version = version,
            EventType = version is { } number ? NextEventType.Of(read.EventType, number) : read.EventType,
            KeyFormat = Named(attribute, EventAttribute.KeyFormatArgument)
                is int and >= (int)KeyFormat.Avro and <= (int)KeyFormat.Long and var format ? (KeyFormat)format : KeyFormat.Text,
        };
    }

    private static EventAttribute Read(AttributeData attribute, EventConventions conventions) => new()
    {
        Conventions = conventions,
        EventType = attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string type }
            ? type
            : "",
        Topic = Text(attribute, "Topic"),
        KeyPath = Text(attribute, "Key"),
        FeatureFlag = Text(attribute, "FeatureFlag"),
        StableBecause = Text(attribute, "StableBecause"),
        FlagRemoveBy = Named(attribute, "FlagRemoveBy") as string,
        Owner = Text(attribute, "Owner"),
        IsMirror = Named(attribute, EventAttribute.Role) is Mirror,
        Transports = Named(attribute, EventAttribute.TransportsArgument)
            is int and > 0 and <= (int)(Transports.Kafka | Transports.Redis) and var transports
                ? (Transports)transports
                : null,
        Compatibility = Named(attribute, "Compatibility")
            is int and >= (int)CompatibilityLevel.None and <= (int)CompatibilityLevel.FullTransitive and var level
                ? ((CompatibilityLevel)level).ToRegistryName()
                : null,
    };

    /// <summary>What the attributes of a type or an enum's member say.</summary>
    public static SymbolAttributes Of(ISymbol symbol) => Add(SymbolAttributes.None, symbol);

    /// <summary>What the attributes of a member say: those of its property, then those of the parameters that set it.</summary>
    public static SymbolAttributes Of(IPropertySymbol property, IParameterSymbol[] parameters)
    {
        SymbolAttributes ofProperty = Of(property);
        SymbolAttributes read = ofProperty;
        foreach (IParameterSymbol parameter in parameters)
        {
            read = Add(read, parameter);
        }

        // Where one of the two has no attributes, nothing is compared.
        return ReferenceEquals(ofProperty, SymbolAttributes.None) || ReferenceEquals(ofProperty, read)
            ? read
            : read with { GivenTwice = GivenTwice(ofProperty, parameters) };
    }

    private static string? GivenTwice(SymbolAttributes ofProperty, IParameterSymbol[] parameters)
    {
        foreach (IParameterSymbol parameter in parameters)
        {
            if (ofProperty.DiffersIn(Of(parameter)) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private static SymbolAttributes Add(SymbolAttributes read, ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is not { ContainingType: null } type)
            {
                continue;
            }

            if (type.ContainingNamespace.IsNamed(WellKnownNames.Namespace))
            {
                read = attribute.HasErrors() ? read with { HasErrors = true } : Add(read, type.Name, attribute);
            }
            else if (type.Is("System", nameof(ObsoleteAttribute)))
            {
                read = read with { IsObsolete = true };
            }
        }

        return read;
    }

    // Of an attribute that is allowed only once, the first counts: the property's before the parameter's.
    private static SymbolAttributes Add(SymbolAttributes read, string name, AttributeData attribute) => name switch
    {
        WellKnownNames.AvroNameAttribute => read with { Name = read.Name ?? Argument(attribute, 0) as string },
        WellKnownNames.AvroAliasAttribute when Argument(attribute, 0) is string alias => read with { Aliases = [.. read.Aliases, alias] },
        WellKnownNames.AvroDefaultAttribute => read with { Default = read.Default ?? Default(attribute) },
        WellKnownNames.WhenMissingAttribute => read with { WhenMissing = read.WhenMissing ?? Default(attribute) },
        WellKnownNames.AvroUnionAttribute => read with { UnionBranches = read.UnionBranches ?? Types(attribute) },
        WellKnownNames.AvroDefaultSymbolAttribute => read with { IsDefaultSymbol = true },
        WellKnownNames.TextFormAttribute when Argument(attribute, 0) is string pattern =>
            read with { TextForm = read.TextForm ?? new TextForm(pattern, Text(attribute, "Example")) },
        WellKnownNames.PersonalDataAttribute => read with { IsPersonalData = true },
        WellKnownNames.HandlerNameAttribute => read with { HandlerName = read.HandlerName ?? Argument(attribute, 0) as string },
        WellKnownNames.JustifiedBreakAttribute => read with { Justifications = [.. read.Justifications, Justification(attribute)] },
        WellKnownNames.AvroDecimalAttribute when Argument(attribute, 0) is int precision && Argument(attribute, 1) is int scale =>
            WithTypeOption(read with { Decimal = read.Decimal ?? (precision, scale) }, name),
        WellKnownNames.AvroFixedAttribute when Argument(attribute, 0) is int size => WithTypeOption(
            read with { FixedSize = read.FixedSize ?? size, FixedName = read.FixedName ?? Named(attribute, "Name") as string }, name),
        WellKnownNames.AvroLogicalTypeAttribute when Argument(attribute, 0) is int kind =>
            WithTypeOption(read with { LogicalType = read.LogicalType ?? (AvroLogicalTypeKind)kind }, name),
        WellKnownNames.InternedAttribute => WithTypeOption(read with { IsInterned = true }, name),
        WellKnownNames.AvroConverterAttribute =>
            WithTypeOption(read with { Converter = read.Converter ?? Argument(attribute, 0) as INamedTypeSymbol }, name),
        WellKnownNames.AvroDecimalAttribute or WellKnownNames.AvroFixedAttribute or WellKnownNames.AvroLogicalTypeAttribute =>
            WithTypeOption(read, name),
        _ => read,
    };

    private static SymbolAttributes WithTypeOption(SymbolAttributes read, string name) =>
        read.TypeOptions.Contains(name) ? read : read with { TypeOptions = [.. read.TypeOptions, name] };

    private static IReadOnlyList<INamedTypeSymbol?> Types(AttributeData attribute) =>
        attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(value => value.Value as INamedTypeSymbol)]
            : [];

    private static DeclaredDefault Default(AttributeData attribute) =>
        new(
            Named(attribute, DeclaredDefault.JsonArgument) as string,
            HasJson: attribute.NamedArguments.Any(argument => argument.Key == DeclaredDefault.JsonArgument),
            HasConstant: !attribute.ConstructorArguments.IsEmpty,
            Argument(attribute, 0))
        {
            IsArray = attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Array, IsNull: false },
            EnumMember = attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum, Type: { } type } constant
                ? (type.ToCode(), constant.ToCSharpString())
                : null,
        };

    private static DeclaredJustification Justification(AttributeData attribute) => new(
        attribute,
        Rule: Argument(attribute, 0) as string ?? "",
        Reason: Argument(attribute, 1) as string ?? "",
        Member: Named(attribute, "Member") as string,
        Expires: Named(attribute, "Expires") as string,
        AgreedBy: Text(attribute, "AgreedBy"));

    private static string? Text(AttributeData attribute, string name) =>
        Named(attribute, name) is string { Length: > 0 } text ? text : null;

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name)
            {
                return argument.Value.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : argument.Value.Value;
            }
        }

        return null;
    }

    private static object? Argument(AttributeData attribute, int position) =>
        position < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[position].Kind != TypedConstantKind.Array
            ? attribute.ConstructorArguments[position].Value
            : null;
}

/// <summary>An argument with a value that its enum doesn't have.</summary>
/// <param name="Argument">Its name.</param>
/// <param name="Value">The value.</param>
/// <param name="Known">The names of the values that the enum has.</param>
sealed record UnknownValue(string Argument, int Value, IReadOnlyList<string> Known);

/// <summary>What the attributes of EventSchemas on one symbol say.</summary>
sealed record SymbolAttributes
{
    public static SymbolAttributes None { get; } = new();

    /// <summary>The name from [AvroName].</summary>
    public string? Name { get; init; }

    public IReadOnlyList<string> Aliases { get; init; } = [];

    public DeclaredDefault? Default { get; init; }

    public DeclaredDefault? WhenMissing { get; init; }

    /// <summary>The branches from [AvroUnion]; null where it isn't there.</summary>
    public IReadOnlyList<INamedTypeSymbol?>? UnionBranches { get; init; }

    public bool IsDefaultSymbol { get; init; }

    /// <summary>Whether there is one that the compiler can't evaluate, which then counts as absent.</summary>
    public bool HasErrors { get; init; }

    public bool IsPersonalData { get; init; }

    /// <summary>The form of a type's texts from [TextForm].</summary>
    public TextForm? TextForm { get; init; }

    /// <summary>Whether the symbol is marked as obsolete.</summary>
    public bool IsObsolete { get; init; }

    public string? HandlerName { get; init; }

    public IReadOnlyList<DeclaredJustification> Justifications { get; init; } = [];

    public (int Precision, int Scale)? Decimal { get; init; }

    public int? FixedSize { get; init; }

    public string? FixedName { get; init; }

    public AvroLogicalTypeKind? LogicalType { get; init; }

    public bool IsInterned { get; init; }

    public INamedTypeSymbol? Converter { get; init; }

    /// <summary>The names of the attributes that say something about the type; each must have an effect on it.</summary>
    public IReadOnlyList<string> TypeOptions { get; init; } = [];

    /// <summary>An attribute that the property and its parameter have with different values; null where there is none.</summary>
    public string? GivenTwice { get; init; }

    /// <summary>An attribute that is allowed once and that both have, with different values; null where there is none.</summary>
    public string? DiffersIn(SymbolAttributes other)
    {
        return Differ(Name, other.Name) ? WellKnownNames.AvroNameAttribute
            : Differ(Default, other.Default) ? WellKnownNames.AvroDefaultAttribute
            : Differ(WhenMissing, other.WhenMissing) ? WellKnownNames.WhenMissingAttribute
            : Differ(Decimal, other.Decimal) ? WellKnownNames.AvroDecimalAttribute
            : Differ(FixedSize, other.FixedSize) || Differ(FixedName, other.FixedName) ? WellKnownNames.AvroFixedAttribute
            : Differ(LogicalType, other.LogicalType) ? WellKnownNames.AvroLogicalTypeAttribute
            : Differ<ISymbol>(Converter, other.Converter) ? WellKnownNames.AvroConverterAttribute
            : null;

        static bool Differ<T>(T? one, T? another) => one is not null && another is not null && !one.Equals(another);
    }
}

/// <summary>What [AvroDefault] or [WhenMissing] says.</summary>
/// <param name="Json">The value as JSON; null if it has another form.</param>
/// <param name="HasJson">Whether JSON is given, which may be null.</param>
/// <param name="HasConstant">Whether a constant is given, which may be null. Without both, it is the natural default of the type.</param>
/// <param name="Constant">The value as a constant.</param>
sealed record DeclaredDefault(string? Json, bool HasJson, bool HasConstant, object? Constant)
{
    /// <summary>The argument that gives JSON.</summary>
    public const string JsonArgument = "Json";

    /// <summary>Whether the constant is an array.</summary>
    public bool IsArray { get; init; }

    /// <summary>If the constant is of an enum: that enum in generated code, and the constant in C#.</summary>
    public (string Enum, string Shown)? EnumMember { get; init; }
}

/// <summary>What [JustifiedBreak] says.</summary>
sealed record DeclaredJustification(AttributeData Attribute, string Rule, string Reason, string? Member, string? Expires, string? AgreedBy);
