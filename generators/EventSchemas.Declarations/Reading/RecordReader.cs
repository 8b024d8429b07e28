using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>Reads the records that an event reaches, each once.</summary>
sealed class RecordReader(IAssemblySymbol within, CancellationToken cancellationToken)
{
    private readonly List<INamedTypeSymbol> _symbols = [];
    private readonly List<RecordDeclaration?> _declarations = [];
    private readonly List<IReadOnlyList<IPropertySymbol>> _members = [];
    private readonly Dictionary<string, INamedTypeSymbol> _bySchemaName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScalarSchema> _fixed = new(StringComparer.Ordinal);
    private readonly List<(int Index, bool IsDirect)> _open = [];
    private readonly HashSet<int> _recursive = [];
    private readonly Dictionary<IPropertySymbol, IParameterSymbol?> _parameters = new(SymbolEqualityComparer.Default);

    public List<DeclarationProblem> Problems { get; } = [];

    public IReadOnlyList<INamedTypeSymbol> Symbols => _symbols;

    public IReadOnlyList<IReadOnlyList<IPropertySymbol>> MemberSymbols => _members;

    public IReadOnlyList<RecordDeclaration> Declarations => [.. _declarations.Where(declaration => declaration is not null)!];

    /// <summary>What carries the attributes of a member: its property, and the parameter that declares it where there is one.</summary>
    public IEnumerable<ISymbol> AttributedOf(IPropertySymbol member) =>
        _parameters.TryGetValue(member, out IParameterSymbol? parameter) && parameter is not null ? [member, parameter] : [member];

    /// <summary>Reads the event's own record and everything behind it.</summary>
    public void ReadEvent(INamedTypeSymbol @event)
    {
        if (WhyNotARecord(@event) is { } problem)
        {
            Refuse(@event, problem);
            return;
        }

        ReadRecord(@event, WellKnownNames.RootRecordName, @event, isDirect: true);
    }

    /// <summary>The record as the type of a member, or null with a problem at the member.</summary>
    public RecordMember? Read(INamedTypeSymbol record, ISymbol member, bool isDirect)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)record.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        int known = _symbols.FindIndex(symbol => SymbolEqualityComparer.Default.Equals(symbol, type));
        if (known >= 0)
        {
            return Again(known, type, member, isDirect);
        }

        if (WhyNotARecord(type) is { } problem)
        {
            return Refuse(member, problem);
        }

        string name = SchemaName(type);
        if (!IsNamed(type, name, member))
        {
            return null;
        }

        ReadRecord(type, name, member, isDirect);
        return Reference(type, _symbols.FindIndex(symbol => SymbolEqualityComparer.Default.Equals(symbol, type)));
    }

    /// <summary>The union as the type of a member, or null with a problem at the member.</summary>
    public UnionMember? ReadUnion(INamedTypeSymbol union, AttributeData attribute, ISymbol member, bool isDirect)
    {
        TypedConstant argument = attribute.ConstructorArguments.FirstOrDefault();
        INamedTypeSymbol?[] branches = argument is { Kind: TypedConstantKind.Array, IsNull: false }
            ? [.. argument.Values.Select(value => value.Value as INamedTypeSymbol)]
            : [];
        if (WhyNotAUnion(union, branches) is { } problem)
        {
            Refuse(member, problem);
            return null;
        }

        RecordMember[] read = [.. branches.Select(branch => Read(branch!, member, isDirect && branches.Length == 1)).OfType<RecordMember>()];
        return read.Length < branches.Length ? null : new UnionMember(union.ToCodeWithoutNullability(), union.Name, read.ToEquatableArray());
    }

    /// <summary>A scalar whose schema has a name takes it in this event; null with a problem at the member where another type has it.</summary>
    public MemberType? Claim(MemberType scalar, ISymbol member)
    {
        foreach (ScalarSchema schema in scalar.All().OfType<ScalarMember>().Select(one => one.Schema).Where(schema => schema.Kind == AvroSchemaKind.Fixed))
        {
            bool isTaken = schema.FixedName == WellKnownNames.RootRecordName
                || _bySchemaName.ContainsKey(schema.FixedName)
                || (_fixed.TryGetValue(schema.FixedName, out ScalarSchema? other) && other != schema);
            if (isTaken)
            {
                return Refuse(member, $"this event has another type named {schema.FixedName} in its schema: give one of them another name with [AvroFixed(…, Name = …)]", DeclarationProblemKind.DuplicateTypeName);
            }

            _fixed[schema.FixedName] = schema;
        }

        return scalar;
    }

    /// <summary>The enum as the type of a member, or null with a problem at the member.</summary>
    public EnumMember? ReadEnum(INamedTypeSymbol type, ISymbol member)
    {
        string name = SchemaName(type);
        EnumDeclaration? @enum = EnumReader.Read(type, name, out string? problem);
        problem ??= WhyNotReachable(type);
        if (problem is not null)
        {
            Refuse(member, problem);
            return null;
        }

        if (!IsNamed(type, name, member))
        {
            return null;
        }

        _bySchemaName[name] = type;
        return new EnumMember(type.ToCode(), @enum!);
    }

    // Whether the type can have the name in this event's schema; a problem at the member where it can't.
    private bool IsNamed(INamedTypeSymbol type, string name, ISymbol member)
    {
        if (!AvroName.IsSimple(name) || AvroPrimitiveSchema.Named(name) is not null)
        {
            Refuse(member, $"\"{name}\" can't be the name of an Avro {(type.TypeKind == TypeKind.Enum ? "enum" : "record")}: give {type.Name} another with [AvroName]");
            return false;
        }

        bool isTaken = name == WellKnownNames.RootRecordName || _fixed.ContainsKey(name) || (_bySchemaName.TryGetValue(name, out INamedTypeSymbol? other) && !SymbolEqualityComparer.Default.Equals(other, type));
        if (isTaken)
        {
            Refuse(member, $"this event has another type named {name} in its schema: give {type.Name} another name with [AvroName]", DeclarationProblemKind.DuplicateTypeName);
        }

        return !isTaken;
    }

    /// <summary>Why generated code can't name a type, or null where it can.</summary>
    public string? WhyNotReachable(INamedTypeSymbol type) =>
        type.IsReachableFrom(within) ? null : $"{type.Name} is not visible to generated code: make it internal or public";

    private RecordMember? Again(int known, INamedTypeSymbol type, ISymbol member, bool isDirect)
    {
        int position = _open.FindIndex(open => open.Index == known);
        if (position >= 0)
        {
            if (isDirect && _open.Skip(position + 1).All(open => open.IsDirect))
            {
                return Refuse(member, $"{type.Name} would contain itself without end: make the member nullable or a list");
            }

            _recursive.UnionWith(_open.Skip(position).Select(open => open.Index));
        }

        return Reference(type, known);
    }

    private RecordMember Reference(INamedTypeSymbol type, int index)
    {
        string name = type.ToCodeWithoutNullability();
        return new RecordMember(name, name, type.IsReferenceType, index < 0 || _declarations[index] is not { } read ? default : Inlining.Of(read));
    }

    private void ReadRecord(INamedTypeSymbol record, string schemaName, ISymbol reachedFrom, bool isDirect)
    {
        RecordShape shape = RecordShape.Of(record, within);
        if (shape.Constructor is null)
        {
            Refuse(reachedFrom, $"{record.Name} has no constructor that takes its members only: add one, or make its members settable and the constructor parameterless");
            return;
        }

        int index = _symbols.Count;
        _symbols.Add(record);
        _members.Add(shape.Members);
        _declarations.Add(null);
        _bySchemaName[schemaName] = record;
        _open.Add((index, isDirect));
        var members = new List<MemberDeclaration>(shape.Members.Count);
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (IPropertySymbol property in shape.Members)
        {
            if (ReadMember(property, shape) is { } member && IsNewField(property, member, fields))
            {
                members.Add(member);
            }
        }

        _open.RemoveAt(_open.Count - 1);
        bool complete = members.Count == shape.Members.Count;
        _declarations[index] = new RecordDeclaration(
            record.ToCodeWithoutNullability(),
            schemaName,
            record.Aliases().ToEquatableArray(),
            members.ToEquatableArray(),
            (complete ? shape.ConstructorArguments : []).ToEquatableArray(),
            _recursive.Contains(index))
        {
            Masked = MaskedRecordReader.Read(record, within),
        };
    }

    private MemberDeclaration? ReadMember(IPropertySymbol property, RecordShape shape)
    {
        IParameterSymbol? parameter = RecordShape.ParameterOf(shape.Constructor, property) ?? DeclaredParameter(property);
        _parameters[property] = parameter;
        MemberType? type = new MemberTypeReader(this, property, MemberOptions.Of(property, parameter)).Read(property.Type);
        if (type is null)
        {
            return null;
        }

        MemberDefault? value = DefaultReader.Read(property, parameter, type, out string? problem);
        if (problem is not null)
        {
            Refuse(property, problem);
        }

        MemberDefault? whenMissing = DefaultReader.ReadWhenMissing(property, parameter, type, value is not null, out problem);
        if (problem is not null)
        {
            Refuse(property, problem);
        }

        return new MemberDeclaration(
            SyntaxNames.Escape(property.Name),
            FieldName(property, parameter),
            property.Aliases().Concat(parameter.Aliases()).ToEquatableArray(),
            type,
            value,
            whenMissing)
        {
            IsPersonalData = AttributedOf(property).Any(symbol => symbol.HasAttribute(WellKnownNames.PersonalDataAttribute)),
        };
    }

    private bool IsNewField(IPropertySymbol property, MemberDeclaration member, HashSet<string> fields)
    {
        if (!AvroName.IsSimple(member.FieldName))
        {
            Refuse(property, $"\"{member.FieldName}\" is not an Avro name (a letter or _, then letters, digits and _): give the member another with [AvroName]");
            return false;
        }

        bool isNew = fields.Add(member.FieldName);
        if (!isNew)
        {
            Refuse(property, $"another member has the name \"{member.FieldName}\" in the schema: give one of them another with [AvroName]", DeclarationProblemKind.DuplicateFieldName);
        }

        return isNew;
    }

    // The parameter of an inherited positional member stands on the record that declares it.
    private IParameterSymbol? DeclaredParameter(IPropertySymbol property) =>
        RecordShape.ParameterOf(RecordShape.FindConstructor(property.ContainingType, [.. property.ContainingType.GetMembers().OfType<IPropertySymbol>()], within), property);

    private static string FieldName(IPropertySymbol property, IParameterSymbol? parameter) =>
        (property.TryGetAttributeValue(WellKnownNames.AvroNameAttribute, out object? name) || parameter.TryGetAttributeValue(WellKnownNames.AvroNameAttribute, out name))
        && name is string text
            ? text
            : SnakeCase.From(property.Name);

    private static string SchemaName(INamedTypeSymbol record) =>
        record.TryGetAttributeValue(WellKnownNames.AvroNameAttribute, out object? name) && name is string text ? text : GenericName(record);

    private static string GenericName(ITypeSymbol type) => type is INamedTypeSymbol { TypeArguments.Length: > 0 } generic
        ? generic.Name + "Of" + string.Join("And", generic.TypeArguments.Select(GenericName))
        : type.Name;

    private string? WhyNotARecord(INamedTypeSymbol type)
    {
        if (!type.IsRecord)
        {
            return $"{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} has no place in an Avro schema: use a bool, a number, text, bytes, a date or time, a Guid, an enum, a record, a list, a string-keyed map or a type that parses from text, or give it an [AvroConverter]";
        }

        if (type.IsAbstract)
        {
            return $"{type.Name} is abstract, so that nobody can say which record is on the wire: list the records that can be with [AvroUnion] on it";
        }

        if (type.TypeArguments.Any(argument => argument.TypeKind == TypeKind.TypeParameter))
        {
            return $"{type.Name} has open type parameters, so that its schema would depend on its use";
        }

        return WhyNotReachable(type);
    }

    private static string? WhyNotAUnion(INamedTypeSymbol union, INamedTypeSymbol?[] branches)
    {
        if (branches.Length == 0)
        {
            return $"[AvroUnion] on {union.Name} lists no records";
        }

        int foreign = Array.FindIndex(branches, branch => branch is null || !DerivesFrom(branch, union));
        if (foreign >= 0)
        {
            return $"{branches[foreign]?.Name ?? "null"} is listed by [AvroUnion] on {union.Name} and does not derive from it";
        }

        return branches.Distinct(SymbolEqualityComparer.Default).Count() < branches.Length ? $"[AvroUnion] on {union.Name} lists a record twice" : null;
    }

    private static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol ancestor) =>
        type.BaseType is { } direct && (SymbolEqualityComparer.Default.Equals(direct, ancestor) || DerivesFrom(direct, ancestor));

    private RecordMember? Refuse(ISymbol symbol, string message, DeclarationProblemKind kind = DeclarationProblemKind.Unrepresentable)
    {
        Problems.Add(new DeclarationProblem(kind, symbol, message));
        return null;
    }
}
