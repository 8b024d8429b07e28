namespace EventSchemas.Declarations;

/// <summary>
/// What a folder or a project says about names and documentation in schemas, for events whose attribute leaves it open. Reading doesn't
/// know it, because it runs without settings.
/// </summary>
/// <param name="FieldNaming">How fields are named; null where it isn't said.</param>
/// <param name="Namespace">The namespace of schemas; null where it isn't said.</param>
/// <param name="HasDocs">Whether schemas have the documentation of the comments.</param>
sealed record NamingSettings(FieldNaming? FieldNaming, string? Namespace, bool HasDocs)
{
    /// <summary>The declaration with the names that the settings give.</summary>
    public EventDeclaration ApplyTo(EventDeclaration declaration)
    {
        if (!declaration.Conventions.HasNamingOptions)
        {
            return declaration;
        }

        declaration = declaration with { NamespaceOfSettings = Namespace, HasDocs = declaration.Attribute.HasDocs ?? HasDocs };
        return declaration.Attribute.IsNamingChosen || FieldNaming is not { } naming || naming == declaration.Conventions.FieldNaming
            ? declaration
            : Renamed(declaration, declaration.Conventions.With(naming));
    }

    private static EventDeclaration Renamed(EventDeclaration declaration, EventConventions conventions) => declaration with
    {
        Attribute = declaration.Attribute with { Conventions = conventions },
        Records = declaration.Records.Select(record => record with
        {
            CodecSuffix = conventions.CodecSuffix,
            Members = record.Members.Select(member => member with { FieldName = NameOf(member, conventions) }).ToEquatableArray(),
        }).ToEquatableArray(),
        Justifications = declaration.Justifications.Select(one => Renamed(one, declaration, conventions)).ToEquatableArray(),
    };

    private static string NameOf(MemberDeclaration member, EventConventions conventions) =>
        member.IsNamePinned ? member.FieldName : conventions.FieldName(member.BareName);

    // What isn't a member any more is named as the schema had it.
    private static Justification Renamed(Justification justification, EventDeclaration declaration, EventConventions conventions)
    {
        MemberDeclaration? member = declaration.Records
            .FirstOrDefault(record => declaration.SchemaNameOf(record) == justification.Subject.Record)?.Members
            .FirstOrDefault(one => one.FieldName == justification.Subject.Member);
        return member is null
            ? justification
            : justification with { Subject = justification.Subject with { Member = NameOf(member, conventions) } };
    }
}
