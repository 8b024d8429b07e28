using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads references to the types that have a schema of their own: records, unions of records, and enums.</summary>
/// <param name="within">The assembly whose generated code names them.</param>
/// <param name="conventions">The conventions of the event.</param>
sealed class TypeReferences(IAssemblySymbol within, EventConventions conventions)
{
    private readonly Dictionary<string, ReadResult<MemberType>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ReferencedRecord> _records = new(StringComparer.Ordinal);

    public EventConventions Conventions => conventions;

    /// <summary>The record that a reference refers to.</summary>
    public ReferencedRecord this[string recordName] => _records[recordName];

    /// <summary>The event's own record, whose schema name is the conventions' business.</summary>
    public ReadResult<MemberType> Event(INamedTypeSymbol type)
    {
        SymbolAttributes attributes = AttributeReader.Of(type);
        return (Unfinished(type, attributes) ?? EventProblem(type, attributes)) is { } refusal
            ? refusal
            : Reference(type, type.ToCodeWithoutNullability(), attributes);
    }

    /// <summary>A record, or the union that an abstract one stands for.</summary>
    public ReadResult<MemberType> RecordOrUnion(INamedTypeSymbol type)
    {
        string name = type.ToCodeWithoutNullability();
        if (!_known.TryGetValue(name, out ReadResult<MemberType> read))
        {
            var plain = (INamedTypeSymbol)type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
            SymbolAttributes attributes = AttributeReader.Of(type);
            read = Unfinished(plain, attributes) is { } unfinished ? unfinished
                : attributes.UnionBranches is { } branches && (plain.IsAbstract || !plain.IsEvent()) ? Union(plain, name, branches)
                : Record(plain, name, attributes);
            _known.Add(name, read);
        }

        return read;
    }

    /// <summary>An enum.</summary>
    public ReadResult<MemberType> Enum(INamedTypeSymbol type)
    {
        string name = type.ToCode();
        if (!_known.TryGetValue(name, out ReadResult<MemberType> read))
        {
            SymbolAttributes attributes = AttributeReader.Of(type);
            string schemaName = SchemaName(type, attributes);
            read = EnumReader.Read(type, schemaName)
                .Then<MemberType>(@enum =>
                    (UnreachableProblem(type) ?? NameProblem(type, schemaName, "enum") ?? AliasProblem(type, attributes)) is { } problem
                    ? new Refusal(problem)
                    : new EnumType(name, @enum));
            _known.Add(name, read);
        }

        return read;
    }

    /// <summary>Why generated code can't name a type, or null where it can.</summary>
    public string? UnreachableProblem(INamedTypeSymbol type) =>
        type.IsReachableFrom(within) ? null : $"{type.ToDisplay()} is not visible to generated code: make it internal or public";

    /// <summary>The name of a record or an enum in a schema: its own, with those of its type arguments.</summary>
    public static string SchemaName(INamedTypeSymbol type, SymbolAttributes attributes) => attributes.Name ?? GenericName(type);

    /// <summary>The refusal of a type that the compiler doesn't find, which it reports itself in the project that names the type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="owner">The type whose declaration names it.</param>
    public Refusal Unknown(ITypeSymbol type, INamedTypeSymbol owner) =>
        SymbolEqualityComparer.Default.Equals(owner.ContainingAssembly, within)
            ? Refusal.OfCompiler
            : new Refusal($"{type.ToDisplay()} of {owner.ToDisplay()} is unknown here: reference the project or package that declares it");

    private Refusal? Unfinished(INamedTypeSymbol type, SymbolAttributes attributes) =>
        type.HasSyntaxErrors() || attributes.HasErrors ? Refusal.OfCompiler
        : type.UnknownBase() is { } unknown ? Unknown(unknown, type)
        : null;

    private ReadResult<MemberType> Record(INamedTypeSymbol type, string name, SymbolAttributes attributes) =>
        (RecordProblem(type) ?? NameProblem(type, SchemaName(type, attributes), "record") ?? AliasProblem(type, attributes))
            is { } problem
            ? new Refusal(problem)
            : Reference(type, name, attributes);

    private ReadResult<MemberType> Reference(INamedTypeSymbol type, string name, SymbolAttributes attributes)
    {
        RecordShape shape = RecordShape.Of(type, within);
        if (shape.HasErrors)
        {
            return Refusal.OfCompiler;
        }

        if (shape.Constructor is null)
        {
            return new Refusal(
                $"{type.ToDisplay()} has no constructor that takes its members only: "
                + "add one, or make its members settable and the constructor parameterless");
        }

        if (shape.RequiredOther is IFieldSymbol { Type.TypeKind: TypeKind.Error } unknown)
        {
            return Unknown(unknown.Type, type);
        }

        if (shape.RequiredOther is { } required)
        {
            return new Refusal(
                $"{type.Name} requires {required.Name}, which isn't one of its public properties, so that generated code can't create "
                + $"{type.Name}: make {required.Name} a public property, or remove its required modifier");
        }

        if (shape.Unreadable is { } unreadable)
        {
            return new Refusal(
                $"generated code can't read {type.Name}.{unreadable.Name}: make its get accessor as visible as the property");
        }

        _records[name] = new ReferencedRecord(type, shape, attributes);
        return new RecordType(name, name, type.IsReferenceType);
    }

    private ReadResult<MemberType> Union(INamedTypeSymbol union, string name, IReadOnlyList<INamedTypeSymbol?> branches)
    {
        if (branches.Select(branch => branch?.UnknownBase()).FirstOrDefault(type => type is not null) is { } unknown)
        {
            return Unknown(unknown, union);
        }

        if (UnionProblem(union, branches) is { } problem)
        {
            return new Refusal(problem);
        }

        ReadResult<MemberType>[] read = [.. branches.Select(branch => RecordOrUnion(branch!))];
        int refused = Array.FindIndex(read, one => one.Value is not RecordType);
        return refused < 0 ? new UnionType(name, union.Name, read.Select(one => (RecordType)one.Value!).ToEquatableArray())
            : read[refused].Refusal
                ?? new Refusal(
                    $"{branches[refused]!.Name} is a branch of [AvroUnion] on {union.Name} and a union itself: list its branches instead");
    }

    private static string? UnionProblem(INamedTypeSymbol union, IReadOnlyList<INamedTypeSymbol?> branches)
    {
        if (branches.Count == 0)
        {
            return $"[AvroUnion] on {union.Name} lists no records: "
                + "write those that derive from it, as [AvroUnion(typeof(…), typeof(…))]";
        }

        if (!union.IsAbstract)
        {
            return $"{union.Name} has [AvroUnion] and is not abstract, so that a value could be none of the branches: make it abstract";
        }

        if (branches.FirstOrDefault(branch => branch is { IsUnboundGenericType: true }) is { } open)
        {
            return $"{open.ToDisplay()} is listed by [AvroUnion] on {union.Name} with open type parameters: "
                + "write the types in their place";
        }

        int foreign = branches.ToList().FindIndex(branch => branch is null || !DerivesFrom(branch, union));
        if (foreign >= 0)
        {
            return $"{branches[foreign]?.ToDisplay() ?? "null"} is listed by [AvroUnion] on {union.Name} and does not derive from it: "
                + $"derive it from {union.Name}, or remove it from the list";
        }

        bool isRepeated = branches.Distinct(SymbolEqualityComparer.Default).Count() < branches.Count;
        return isRepeated ? $"[AvroUnion] on {union.Name} lists a record twice: keep one of the two" : null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor) =>
        type.BaseType is { } direct && (SymbolEqualityComparer.Default.Equals(direct, ancestor) || DerivesFrom(direct, ancestor));

    /// <summary>That a type has no schema, and what to use.</summary>
    public static string NoSchema(ITypeSymbol type) => $"{type.ToDisplay()} can't be written as Avro: "
        + "use a bool, a number, text, bytes, a date or time, a Guid, an enum, a record, a list, a map with string keys or "
        + "a type that parses from text, or convert it with [AvroConverter(typeof(…))]";

    // An event is what is on the wire itself, so a union doesn't help it.
    private Refusal? EventProblem(INamedTypeSymbol type, SymbolAttributes attributes) => type is { IsRecord: true, IsAbstract: true }
        ? new Refusal(
            $"{type.ToDisplay()} is abstract, and an event is one record on the wire: remove the abstract modifier, "
            + "or put the event attribute on each record that derives from it")
        : (RecordProblem(type) ?? RootNameProblem(type, attributes) ?? AliasProblem(type, attributes)) is { } problem
            ? new Refusal(problem)
            : null;

    private string? RootNameProblem(INamedTypeSymbol type, SymbolAttributes attributes) =>
        conventions.RootRecordName is null ? NameProblem(type, SchemaName(type, attributes), "record") : null;

    private string? RecordProblem(INamedTypeSymbol type)
    {
        if (!type.IsDeclaredAsRecord())
        {
            return IsOfAvrogen(type)
                ? $"{type.ToDisplay()} was generated from a schema, which its properties don't say completely (which text can be "
                    + "null, which logical type a date has): declare a record with the same members, and check it against that schema"
                : NoSchema(type);
        }

        if (type.IsAbstract)
        {
            return $"{type.ToDisplay()} is abstract, so that nobody can say which record is on the wire: "
                + $"list the records that derive from it with [AvroUnion(typeof(…), typeof(…))] on {type.Name}";
        }

        return type.TypeArguments.Any(argument => argument.TypeKind == TypeKind.TypeParameter)
            ? $"{type.ToDisplay()} has open type parameters, so that its schema would depend on its use: use it with types in their place"
            : UnreachableProblem(type);
    }

    private static bool IsOfAvrogen(INamedTypeSymbol type) => type.AllInterfaces.Any(one => one.Is("Avro.Specific", "ISpecificRecord"));

    private static string? NameProblem(INamedTypeSymbol type, string name, string kind) =>
        AvroName.IsSimple(name) && AvroPrimitiveSchema.Named(name) is null
            ? null
            : $"\"{name}\" can't be the name of an Avro {kind}: give {type.ToDisplay()} another with [AvroName(\"…\")]";

    // The former name of a type may include its namespace.
    private static string? AliasProblem(INamedTypeSymbol type, SymbolAttributes attributes) =>
        attributes.Aliases.FirstOrDefault(one => one.Split('.').Any(part => !AvroName.IsSimple(part))) is { } alias
            ? $"the alias \"{alias}\" of {type.ToDisplay()} is not an Avro name (a letter or _, then letters, digits and _, with its "
                + "namespace in front of it or not), so that no type can have had it: correct it"
            : null;

    // Everything that distinguishes two types must be in the name, including the nullability of reference types.
    private static string GenericName(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => "ArrayOf" + ArgumentName(array.ElementType),
        INamedTypeSymbol { TypeArguments.Length: > 0 } generic =>
            generic.Name + "Of" + string.Join("And", generic.TypeArguments.Select(ArgumentName)),
        _ => type.Name,
    };

    private static string ArgumentName(ITypeSymbol type) =>
        type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated }
            ? "NullableOf" + GenericName(type)
            : GenericName(type);
}

/// <summary>A record that a reference refers to.</summary>
/// <param name="Type">The type.</param>
/// <param name="Shape">Which of its properties are members.</param>
/// <param name="Attributes">What its attributes say.</param>
sealed record ReferencedRecord(INamedTypeSymbol Type, RecordShape Shape, SymbolAttributes Attributes);
