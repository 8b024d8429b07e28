using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// Reads what an annotated record declares. The generator and the analyzers share it, so that they can't disagree. Reads symbols only: a
/// record of another assembly looks the same as source and as metadata. What follows from the model alone is added by
/// <see cref="DeclarationCompletion"/>.
/// </summary>
static class DeclarationReader
{
    /// <summary>Reads the declaration of a type that has the attribute.</summary>
    /// <param name="event">The type.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static DeclarationReading Read(INamedTypeSymbol @event, AttributeData attribute, CancellationToken cancellationToken)
    {
        EventAttribute declared = AttributeReader.Event(attribute);
        var references = new TypeReferences(@event.ContainingAssembly, declared.Conventions);
        ReadResult<MemberType> root = references.Event(@event);
        List<RecordReading> records = root.Value is RecordType reference
            ? ReadAll(reference.RecordName, references, @event.ContainingAssembly, cancellationToken)
            : [];
        var problems = new List<DeclarationProblem>();
        if (root.Refusal is { } refusal)
        {
            problems.Add(new DeclarationProblem(refusal.Kind, @event, refusal.Message));
        }

        var declarations = new RecordDeclaration[records.Count];
        bool isJustified = false;
        for (int i = 0; i < declarations.Length; i++)
        {
            declarations[i] = records[i].Declaration;
            problems.AddRange(records[i].Problems);
            isJustified |= records[i].Justifications.Count > 0;
        }

        TypePlace place = TypeParts.PlaceOf(@event);
        var declaration = new EventDeclaration
        {
            Attribute = declared,
            Place = place,
            Name = @event.ToDeclaredName(),
            FullName = @event.ToCodeWithoutNullability(),
            Keyword = TypeParts.Keyword(@event),
            IsPublic = IsPublic(@event),
            IsRepresentable = problems.Count == 0,
            Records = new(declarations),
            Compatibility = declared.Compatibility,
            IsObsolete = @event.IsObsolete(),
            TakenNames = TakenNames.Of(@event, place),
        };
        if (isJustified)
        {
            declaration = declaration with
            {
                Justifications = records.SelectMany(record => Justifications(declaration, record)).ToEquatableArray(),
            };
        }

        return new DeclarationReading(declaration, records, problems);
    }

    // In the order of their first occurrence, depth first; with an explicit stack, since a chain of records may be long.
    private static List<RecordReading> ReadAll(
        string root, TypeReferences references, IAssemblySymbol within, CancellationToken cancellationToken)
    {
        var reader = new RecordReader(references, within);
        var readings = new List<RecordReading>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([root]);
        while (open.Count > 0)
        {
            string name = open.Pop();
            if (!met.Add(name))
            {
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            RecordReading reading = reader.Read(name);
            readings.Add(reading);
            foreach (RecordType reference in reading.Declaration.References.Reverse())
            {
                open.Push(reference.RecordName);
            }
        }

        return readings;
    }

    private static IEnumerable<Justification> Justifications(EventDeclaration declaration, RecordReading record) =>
        record.Justifications.Select(item => new Justification(
            new FindingSubject(item.Justification.Rule, declaration.SchemaNameOf(record.Declaration), item.Field),
            item.Justification.Reason,
            item.Justification.Expires)
        {
            AgreedBy = item.Justification.AgreedBy,
        });

    private static bool IsPublic(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public && (type.ContainingType is null || IsPublic(type.ContainingType));
}
