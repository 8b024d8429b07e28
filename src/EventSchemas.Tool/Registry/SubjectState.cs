using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What a registry has of a declared subject, compared with the event's versions. Immutable.</summary>
/// <param name="Declared">The subject that the event has.</param>
/// <param name="Registered">The registry's versions, the oldest first.</param>
sealed record SubjectState(DeclaredSubject Declared, IReadOnlyList<ComparedVersion> Registered)
{
    private const string ReadWrite = "READWRITE";

    /// <summary>The level that the registry checks the subject by; null where it doesn't say it.</summary>
    public required CompatibilityLevel? Level { get; init; }

    /// <summary>Whether the subject has that level of its own, and not the registry's.</summary>
    public required bool HasOwnLevel { get; init; }

    /// <summary>The subject's mode, such as <c>READWRITE</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>Whether all its versions are deleted and could be restored.</summary>
    public required bool IsDeleted { get; init; }

    /// <summary>Subjects that the registry has of the same event under another naming strategy.</summary>
    public required IReadOnlyList<string> OtherSubjects { get; init; }

    /// <summary>The event's versions that the registry doesn't have, in their order.</summary>
    public IReadOnlyList<ContractVersion> Missing =>
    [
        .. Declared.Versions.Where(version =>
            !Registered.Any(one => one.Schema is { } schema && Declared.AreSame(schema, version.Schema))),
    ];

    /// <summary>Whether the registry takes no versions of the subject.</summary>
    public bool IsReadOnly => Mode != ReadWrite;

    /// <summary>The level that the event promises. It promises none of its key, whose subject keeps the level that it has.</summary>
    public CompatibilityLevel DeclaredLevel => Declared.IsKey ? Level ?? Declared.Candidate.Level : Declared.Candidate.Level;

    /// <summary>Whether the registry checks it by another level than the event promises.</summary>
    public bool HasOtherLevel => !Declared.IsKey && Level != DeclaredLevel;

    /// <summary>Whether anything differs from what the event's contract files say.</summary>
    public bool Differs => Missing.Count > 0 || IsDeleted || OtherSubjects.Count > 0 || HasOtherLevel
        || Registered.Any(version => version.Local is null);

    /// <summary>Reads what a registry has of subjects.</summary>
    /// <exception cref="ToolException">The registry doesn't answer.</exception>
    public static async Task<IReadOnlyList<SubjectState>> ReadAsync(
        IReadOnlyList<DeclaredSubject> declared, RegistryAdmin registry, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> subjects = await registry.SubjectsAsync(cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> deleted = await registry.DeletedSubjectsAsync(cancellationToken).ConfigureAwait(false);
        CompatibilityLevel? global = await registry.LevelAsync(subject: null, cancellationToken).ConfigureAwait(false);
        List<SubjectState> states = [];
        foreach (DeclaredSubject subject in declared)
        {
            CompatibilityLevel? own = await registry.LevelAsync(subject.Name, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<RegisteredVersion> versions = subjects.Contains(subject.Name)
                ? await registry.VersionsAsync(subject.Name, cancellationToken).ConfigureAwait(false)
                : [];
            states.Add(new SubjectState(subject, [.. versions.Select(version => ComparedVersion.Of(version, subject))])
            {
                Level = own ?? global,
                HasOwnLevel = own is not null,
                Mode = await registry.ModeAsync(subject.Name, cancellationToken).ConfigureAwait(false),
                IsDeleted = deleted.Contains(subject.Name),
                OtherSubjects = [.. subject.OtherNames.Intersect(subjects)],
            });
        }

        return states;
    }
}

/// <summary>A registered version beside the event's version that is the same. Immutable.</summary>
/// <param name="Registered">The registered version.</param>
/// <param name="Schema">Its schema; null where it can't be read.</param>
/// <param name="Local">The event's version; null for one that was registered by somebody else.</param>
/// <param name="Name">Which of the event's versions it is, for people.</param>
sealed record ComparedVersion(RegisteredVersion Registered, AvroSchema? Schema, ContractVersion? Local, string Name)
{
    /// <summary>Compares a registered version with an event's versions.</summary>
    public static ComparedVersion Of(RegisteredVersion version, DeclaredSubject subject)
    {
        AvroSchema? schema = version.IsAvro ? Parse(version.Schema) : null;
        ContractVersion? local = schema is null ? null : subject.Versions.LastOrDefault(one => subject.AreSame(one.Schema, schema));
        return new ComparedVersion(
            version, schema, local, local is not null ? subject.NameOf(local) : schema is null ? "unreadable" : "foreign");
    }

    private static AvroSchema? Parse(string text)
    {
        try
        {
            return AvroSchema.Parse(text);
        }
        catch (AvroSchemaException)
        {
            return null;
        }
    }
}
