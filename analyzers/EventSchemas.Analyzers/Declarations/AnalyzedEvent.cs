using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// An event as it was read, with the places to report at; holds no symbol, so that it can be kept for as long as its trees are the same.
/// </summary>
sealed record AnalyzedEvent
{
    private IReadOnlyList<OwnedDiagnostic>? _pythonFindings;

    public required EventDeclaration Declaration { get; init; }

    /// <summary>The type's name as the metadata have it.</summary>
    public required string MetadataName { get; init; }

    /// <summary>Where the event's record is declared.</summary>
    public required Place Place { get; init; }

    /// <summary>Where the records of the declaration are declared; the event, for those of other assemblies.</summary>
    public required IReadOnlyList<Place> Records { get; init; }

    /// <summary>Where their members are declared, record by record; the event, for those of other assemblies.</summary>
    public required IReadOnlyList<IReadOnlyList<Place>> Members { get; init; }

    /// <summary>Where the enums and unions that it reaches list their items, by the types in generated code.</summary>
    public required IReadOnlyDictionary<string, PartPlaces> Parts { get; init; }

    /// <summary>Where the declaration's justifications are.</summary>
    public required IReadOnlyList<Place> Justifications { get; init; }

    /// <summary>Where the attribute gives the event type.</summary>
    public required Place EventType { get; init; }

    /// <summary>Where it gives the topic.</summary>
    public required Place Topic { get; init; }

    /// <summary>Where it gives the key.</summary>
    public required Place Key { get; init; }

    /// <summary>Where it gives the compatibility level.</summary>
    public required Place Compatibility { get; init; }

    /// <summary>Where it names the transports.</summary>
    public required Place Transports { get; init; }

    /// <summary>Where it says who owns it.</summary>
    public required Place Role { get; init; }

    /// <summary>What is wrong with the declaration itself, whatever the project's settings.</summary>
    public required IReadOnlyList<OwnedDiagnostic> Findings { get; init; }

    /// <summary>What Python services can't declare of it, or would misread; found once, for all edits that leave it as it is.</summary>
    public IReadOnlyList<OwnedDiagnostic> PythonFindings => _pythonFindings ??= [.. Analyzers.PythonFindings.Of(this)];

    /// <summary>The records and enums that it reaches, as far as the compilation declares them.</summary>
    public required IReadOnlyList<DeclaredType> Types { get; init; }

    /// <summary>The settings of names in its schema; null where its conventions leave nothing open.</summary>
    public NamingSettings? Naming { get; init; }

    /// <summary>The file with the attribute, whose folder's settings count.</summary>
    public required SyntaxTree Tree { get; init; }

    /// <summary>All files that the reading depends on.</summary>
    public required IReadOnlyCollection<SyntaxTree> Trees { get; init; }

    /// <summary>The file with a type's attribute.</summary>
    public static SyntaxTree TreeOf(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.SyntaxTree ?? type.DeclaringSyntaxReferences[0].SyntaxTree;

    /// <summary>
    /// Where a member is declared; its record where there is no such member, and the event where it has no such record.
    /// </summary>
    /// <param name="record">The record's name in the schema.</param>
    /// <param name="field">The member's, or null.</param>
    public Place PlaceOf(string? record, string? field) => Find(record, field) switch
    {
        (null, _) => Place,
        ({ } i, null) => Records[i],
        ({ } i, { } j) => Members[i][j],
    };

    /// <summary>A member by the names in the schema; null where there is none.</summary>
    public MemberDeclaration? MemberOf(string? record, string? field) =>
        Find(record, field) is ({ } i, { } j) ? Declaration.Records[i].Members[j] : null;

    /// <summary>
    /// A record that another project or package declares, so that its edits are reported at the event: its name, and the way to it as
    /// members of C#; null for one of this project.
    /// </summary>
    /// <param name="record">The record's name in the schema.</param>
    public (string Name, string Path)? ForeignRecord(string? record)
    {
        if (Find(record, field: null) is not ({ } target and > 0, _) || Records[target].Owner != Place.Owner)
        {
            return null;
        }

        // The shortest way, record by record.
        var paths = new Dictionary<string, string>(StringComparer.Ordinal) { [Declaration.Records[0].FullName] = "" };
        var open = new Queue<RecordDeclaration>([Declaration.Records[0]]);
        while (open.Count > 0)
        {
            RecordDeclaration current = open.Dequeue();
            foreach (MemberDeclaration member in current.Members)
            {
                string path = $"{paths[current.FullName]}{member.Name.TrimStart('@')}.";
                foreach (RecordType reference in member.Type.All().OfType<RecordType>().Where(one => !paths.ContainsKey(one.RecordName)))
                {
                    paths[reference.RecordName] = path;
                    open.Enqueue(Declaration.Records.First(one => one.FullName == reference.RecordName));
                }
            }
        }

        RecordDeclaration found = Declaration.Records[target];
        return (found.ShortName, paths[found.FullName].TrimEnd('.'));
    }

    private (int? Record, int? Member) Find(string? record, string? field)
    {
        for (int i = 0; i < Declaration.Records.Count; i++)
        {
            if (Declaration.SchemaNameOf(Declaration.Records[i]) == record)
            {
                int member = field is null ? -1 : Declaration.Records[i].Members.ToList().FindIndex(one => one.FieldName == field);
                return (i, member < 0 ? null : member);
            }
        }

        return (null, null);
    }
}
