using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Reads one record. The result depends only on the record; its references are read by <see cref="DeclarationReader"/>.
/// </summary>
/// <param name="references">Reads the types of members.</param>
/// <param name="within">The assembly whose generated code names the record.</param>
sealed class RecordReader(TypeReferences references, IAssemblySymbol within)
{
    /// <summary>The record that a reference refers to.</summary>
    public RecordReading Read(string recordName)
    {
        (INamedTypeSymbol type, RecordShape shape, SymbolAttributes attributes) = references[recordName];
        var reading = new RecordReading(type, shape.Members);
        foreach (DeclaredJustification justification in attributes.Justifications)
        {
            reading.Justifications.Add((justification, justification.Member));
        }

        MemberDeclaration[] members = Members(shape, reading);
        bool isComplete = members.Length == shape.Members.Count;
        reading.Declaration = new RecordDeclaration(
            recordName,
            type.Name,
            TypeReferences.SchemaName(type, attributes),
            attributes.Aliases.ToEquatableArray(),
            new(members),
            isComplete ? new(shape.ConstructorArguments) : default)
        {
            CodecSuffix = references.Conventions.CodecSuffix,
            RequiredArguments = isComplete ? new(shape.RequiredArguments) : default,
            IsObsolete = type.IsObsolete() || shape.Constructor?.IsObsolete() == true,
            Masked = CanBeMasked(type, shape, members) ? MaskedRecordReader.Read(type, within) : default,
        };
        return reading;
    }

    // Beyond the members, only other properties, other constructors and base records matter.
    private static bool CanBeMasked(INamedTypeSymbol type, RecordShape shape, MemberDeclaration[] members) =>
        shape.HasOtherProperties
        || shape.HasOtherConstructors
        || type.BaseType is { IsRecord: true }
        || members.Length < shape.Members.Count
        || Array.Exists(members, member => member.IsPersonalData);

    private MemberDeclaration[] Members(RecordShape shape, RecordReading reading)
    {
        var members = new MemberDeclaration[shape.Members.Count];
        int count = 0;
        for (int i = 0; i < members.Length; i++)
        {
            IPropertySymbol property = shape.Members[i];
            if (Member(property, i, shape, reading) is { } member && HasAvroNames(property, member, reading.Problems))
            {
                members[count++] = member;
            }
        }

        Array.Resize(ref members, count);
        return members;
    }

    private MemberDeclaration? Member(IPropertySymbol property, int position, RecordShape shape, RecordReading reading)
    {
        IParameterSymbol[] parameters = Parameters(property, position, shape, reading.Symbol);
        IParameterSymbol? parameter = parameters.Length > 0 ? parameters[0] : null;
        SymbolAttributes attributes = AttributeReader.Of(property, parameters);
        ReadResult<MemberType> read = new MemberTypeReader(references, property.ContainingType, attributes).Read(property.Type);
        if (read.Value is not { } type)
        {
            Refuse(property, read.Refusal!, reading.Problems);
            return null;
        }

        MemberDefault? value = Accept(property, DefaultReader.Default(attributes, parameter, type), reading.Problems);
        MemberDefault? whenMissing = Accept(property, DefaultReader.WhenMissing(attributes, type, value is not null), reading.Problems);
        string fieldName = attributes.Name ?? references.Conventions.FieldName(property.Name);
        foreach (DeclaredJustification justification in attributes.Justifications)
        {
            reading.Justifications.Add((justification, fieldName));
        }

        return new MemberDeclaration(
            TypeNames.Escape(property.Name), fieldName, attributes.Aliases.ToEquatableArray(), type, value, whenMissing)
        {
            IsNamePinned = attributes.Name is not null,
            IsPersonalData = attributes.IsPersonalData,
            IsObsolete = attributes.IsObsolete || property.HasObsoleteAccessor(),
        };
    }

    private static MemberDefault? Accept(IPropertySymbol property, ReadResult<MemberDefault>? read, List<DeclarationProblem> problems)
    {
        if (read?.Refusal is { } refusal)
        {
            Refuse(property, refusal, problems);
        }

        return read?.Value;
    }

    private static bool HasAvroNames(IPropertySymbol property, MemberDeclaration member, List<DeclarationProblem> problems)
    {
        string? alias = member.Aliases.Count == 0 ? null : member.Aliases.FirstOrDefault(one => !AvroName.IsSimple(one));
        Refusal? refusal = alias is not null
            ? new Refusal(
                $"its alias \"{alias}\" is not an Avro name (a letter or _, then letters, digits and _), so that no field can have had it: "
                + "correct it")
            : !AvroName.IsSimple(member.FieldName)
            ? new Refusal(
                $"\"{member.FieldName}\" is not an Avro name (a letter or _, then letters, digits and _): "
                + "give the member another with [AvroName(\"…\")]")
                : null;
        if (refusal is not null)
        {
            Refuse(property, refusal, problems);
        }

        return refusal is null;
    }

    private static void Refuse(ISymbol symbol, Refusal refusal, List<DeclarationProblem> problems) =>
        problems.Add(new DeclarationProblem(refusal.Kind, symbol, refusal.Message));

    // The parameters that set a member: that of the record, then those of its ancestors up to the one that declares the member.
    private static IParameterSymbol[] Parameters(IPropertySymbol property, int position, RecordShape shape, INamedTypeSymbol record)
    {
        IParameterSymbol? own = RecordShape.ParameterOf(shape.Constructor, property, position);
        INamedTypeSymbol declaring = property.ContainingType;
        if (SymbolEqualityComparer.Default.Equals(record, declaring))
        {
            return own is null ? [] : [own];
        }

        var parameters = new List<IParameterSymbol>();
        Add(own);
        for (INamedTypeSymbol? type = record; type is not null && !SymbolEqualityComparer.Default.Equals(type, declaring);)
        {
            type = type.BaseType;
            Add(type is null ? null : RecordShape.DeclaredParameterOf(type, property));
        }

        return [.. parameters];

        void Add(IParameterSymbol? parameter)
        {
            if (parameter is not null)
            {
                parameters.Add(parameter);
            }
        }
    }
}

/// <summary>A record as it was read, with its symbols.</summary>
sealed class RecordReading(INamedTypeSymbol symbol, IReadOnlyList<IPropertySymbol> members)
{
    public INamedTypeSymbol Symbol => symbol;

    /// <summary>The symbols of the record's members; more than the declaration has where some can't be represented.</summary>
    public IReadOnlyList<IPropertySymbol> Members => members;

    public RecordDeclaration Declaration { get; set; } = null!;

    public List<DeclarationProblem> Problems { get; } = [];

    /// <summary>The justifications on the record and on its members, each with the field that it is about, if any.</summary>
    public List<(DeclaredJustification Justification, string? Field)> Justifications { get; } = [];
}
