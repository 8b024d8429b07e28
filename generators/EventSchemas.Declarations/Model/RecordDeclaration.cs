namespace EventSchemas.Declarations;

/// <summary>
/// A record of the schema: the event's own, or one that it reaches. It depends only on the record and the conventions: it is the same from
/// whichever event or member, and in whichever order, the record is reached under them.
/// </summary>
/// <param name="FullName">The type in generated code, with <c>global::</c> and the nullability of type arguments: its identity.</param>
/// <param name="ShortName">The type's name in messages.</param>
/// <param name="SchemaName">The name in the schema, except where it is the root of an event.</param>
/// <param name="Aliases">Earlier names in the schema.</param>
/// <param name="Members">The members in the order of the schema.</param>
/// <param name="ConstructorArguments">
/// For each parameter of the constructor, the position of its member; the others are set by initializers.
/// </param>
sealed record RecordDeclaration(
    string FullName,
    string ShortName,
    string SchemaName,
    EquatableArray<string> Aliases,
    EquatableArray<MemberDeclaration> Members,
    EquatableArray<int> ConstructorArguments)
{
    /// <summary>The end of the name of its codec, and of those that it calls: <see cref="EventConventions.CodecSuffix"/>.</summary>
    public string CodecSuffix { get; init; } = "";

    /// <summary>Whether it is recursive. <see cref="RecordGraph"/> decides.</summary>
    public bool IsRecursive { get; init; }

    /// <summary>Members that an initializer must set although the constructor takes them, because they are required.</summary>
    public EquatableArray<int> RequiredArguments { get; init; }

    /// <summary>Whether the type or its constructor is obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>Whether code that writes and reads it names something obsolete.</summary>
    public bool UsesObsolete => IsObsolete || Members.Any(member => member.UsesObsolete);

    /// <summary>The record and those that it derives from, as far as their text masks personal data.</summary>
    public EquatableArray<MaskedRecord> Masked { get; init; }

    /// <summary>The enums that its members hold, each once.</summary>
    public IEnumerable<EnumDeclaration> Enums =>
        Members.SelectMany(member => member.Type.All()).OfType<EnumType>().Select(type => type.Enum).Distinct();

    /// <summary>The records that its members refer to.</summary>
    public IEnumerable<RecordType> References
    {
        get
        {
            foreach (MemberDeclaration member in Members)
            {
                if (member.Type is RecordType direct)
                {
                    yield return direct;
                }
                else if (member.Type is not ScalarType)
                {
                    foreach (RecordType reference in member.Type.All().OfType<RecordType>())
                    {
                        yield return reference;
                    }
                }
            }
        }
    }
}

/// <summary>A member of a record.</summary>
/// <param name="Name">The property's name as it is written in C# (with <c>@</c> where it is a keyword).</param>
/// <param name="FieldName">The name in the schema.</param>
/// <param name="Aliases">Earlier names in the schema.</param>
/// <param name="Type">The type.</param>
/// <param name="Default">The default, if there is one.</param>
/// <param name="WhenMissing">The value for data whose writer lacks the member, where the schema has no default.</param>
sealed record MemberDeclaration(
    string Name,
    string FieldName,
    EquatableArray<string> Aliases,
    MemberType Type,
    MemberDefault? Default,
    MemberDefault? WhenMissing)
{
    /// <summary>Whether [AvroName] gives its name in the schema.</summary>
    public bool IsNamePinned { get; init; }

    /// <summary>Whether it is about a person.</summary>
    public bool IsPersonalData { get; init; }

    /// <summary>Whether it is obsolete.</summary>
    public bool IsObsolete { get; init; }

    /// <summary>The name without the <c>@</c> that makes it an identifier.</summary>
    public string BareName => GeneratedNames.Bare(Name);

    /// <summary>Whether it, or a member that is written together with it, is obsolete.</summary>
    public bool UsesObsolete => IsObsolete || (Type is RecordType record && record.Inlined.Any(member => member.UsesObsolete));

    /// <summary>The value that a reader uses if the writer lacks the member, if any.</summary>
    public MemberDefault? Fallback => Default ?? WhenMissing;
}

/// <summary>The value that a reader uses for a member that the writer lacks.</summary>
/// <param name="Json">The value as JSON; null for the natural default of the member's type.</param>
/// <param name="CSharp">The value as a C# constant; null where it isn't constant.</param>
/// <param name="Data">The value as Avro binary where it isn't constant. <see cref="DefaultCompletion"/> fills it.</param>
sealed record MemberDefault(string? Json, string? CSharp, EquatableArray<byte> Data = default)
{
    /// <summary>Whether it is the default of the C# type, and not the natural default of the schema's type, where it has no JSON.</summary>
    public bool IsCSharpDefault { get; init; }
}
