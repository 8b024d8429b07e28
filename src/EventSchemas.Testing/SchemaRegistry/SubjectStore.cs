using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Testing;

/// <summary>The registry's state and rules, without HTTP. Safe for concurrent use.</summary>
sealed class SubjectStore(CompatibilityLevel defaultLevel, bool acceptsReferences)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<SubjectVersion>> _subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CompatibilityLevel> _levels = new(StringComparer.Ordinal);
    private readonly List<PostedSchema> _schemas = [];
    private CompatibilityLevel _level = defaultLevel;

    public CompatibilityLevel Level
    {
        get => Locked(() => _level);
        set => Locked(() => _level = value);
    }

    public SubjectVersion Register(string subject, PostedSchema posted) => Locked(() =>
    {
        AvroSchema schema = Parse(posted);
        List<SubjectVersion> versions = Versions(subject);
        if (versions.Find(version => !version.IsDeleted && version.Schema.Equals(schema)) is { } known)
        {
            return known;
        }

        List<string> findings = Incompatibilities(subject, schema, [.. versions.Where(version => !version.IsDeleted)]);
        if (findings.Count > 0)
        {
            throw RegistryException.Incompatible(subject, findings);
        }

        var added = new SubjectVersion(subject, versions.Count + 1, IdOf(posted), posted, schema, IsDeleted: false);
        versions.Add(added);
        _subjects[subject] = versions;
        return added;
    });

    public SubjectVersion Lookup(string subject, PostedSchema posted) => Locked(() =>
    {
        AvroSchema schema = Parse(posted);
        return Live(subject).Find(version => version.Schema.Equals(schema))
            ?? throw RegistryException.SchemaNotFound($"under subject '{subject}'");
    });

    public IReadOnlyList<string> Subjects(bool deleted) => Locked<IReadOnlyList<string>>(() =>
        [.. _subjects
            .Where(pair => pair.Value.Exists(version => deleted || !version.IsDeleted))
            .Select(pair => pair.Key)
            .Order(StringComparer.Ordinal)]);

    public IReadOnlyList<SubjectVersion> List(string subject) => Locked(() => Live(subject));

    public SubjectVersion Get(string subject, string version) => Locked(() => Find(Live(subject), version));

    public PostedSchema Schema(int id) => Locked(() =>
        id >= 1 && id <= _schemas.Count
            ? _schemas[id - 1]
            : throw RegistryException.SchemaNotFound(id.ToString(CultureInfo.InvariantCulture)));

    public PostedSchema Schema(Guid guid) => Locked(() =>
        _schemas.Find(schema => schema.Guid == guid) ?? throw RegistryException.SchemaNotFound($"{guid}"));

    public IReadOnlyList<SubjectVersion> UsesOf(int id) => Locked<IReadOnlyList<SubjectVersion>>(() =>
    {
        Schema(id);
        return [.. _subjects.Values.SelectMany(versions => versions).Where(version => version.Id == id && !version.IsDeleted)];
    });

    public IReadOnlyList<string> Check(string subject, PostedSchema posted, string? version) => Locked<IReadOnlyList<string>>(() =>
    {
        AvroSchema schema = Parse(posted);
        List<SubjectVersion> live = Live(subject);
        return Incompatibilities(subject, schema, version is null ? live : [Find(live, version)]);
    });

    public IReadOnlyList<int> DeleteSubject(string subject, bool permanently) => Locked<IReadOnlyList<int>>(() =>
    {
        if (!permanently)
        {
            int[] deleted = [.. Live(subject).Select(version => version.Version)];
            _subjects[subject] = _subjects[subject].ConvertAll(version => version with { IsDeleted = true });
            return deleted;
        }

        if (!_subjects.TryGetValue(subject, out List<SubjectVersion>? versions))
        {
            throw RegistryException.SubjectNotFound(subject);
        }

        if (versions.Exists(version => !version.IsDeleted))
        {
            throw RegistryException.NotSoftDeleted(subject);
        }

        _subjects.Remove(subject);
        return [.. versions.Select(version => version.Version)];
    });

    public int DeleteVersion(string subject, string version) => Locked(() =>
    {
        SubjectVersion found = Find(Live(subject), version);
        _subjects[subject][found.Version - 1] = found with { IsDeleted = true };
        return found.Version;
    });

    public CompatibilityLevel? LevelOf(string subject) =>
        Locked<CompatibilityLevel?>(() => _levels.TryGetValue(subject, out CompatibilityLevel level) ? level : null);

    public void SetLevel(string subject, CompatibilityLevel level) => Locked(() => _levels[subject] = level);

    public bool RemoveLevel(string subject) => Locked(() => _levels.Remove(subject));

    private List<SubjectVersion> Versions(string subject) =>
        _subjects.TryGetValue(subject, out List<SubjectVersion>? versions) ? versions : [];

    private List<SubjectVersion> Live(string subject) =>
        Versions(subject).FindAll(version => !version.IsDeleted) is { Count: > 0 } live
            ? live
            : throw RegistryException.SubjectNotFound(subject);

    private static SubjectVersion Find(List<SubjectVersion> versions, string version)
    {
        if (version is "latest" or "-1")
        {
            return versions[^1];
        }

        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < 1)
        {
            throw RegistryException.InvalidVersion(version);
        }

        return versions.Find(candidate => candidate.Version == number) ?? throw RegistryException.VersionNotFound(version);
    }

    private List<string> Incompatibilities(string subject, AvroSchema schema, List<SubjectVersion> history)
    {
        CompatibilityLevel level = _levels.GetValueOrDefault(subject, _level);
        AvroSchema[] versions = [.. history.Select(version => version.Schema)];
        return [.. RejectInvalid(() => AvroCompatibility.Check(schema, versions, level)).Select(finding =>
        {
            string reads = finding.Direction == AvroReadDirection.Backward
                ? "the new schema can't read version"
                : "can't be read by version";
            AvroIncompatibility cause = finding.Incompatibility;
            return $"{{{reads} {history[finding.VersionIndex].Version}: {cause.Kind} at {cause.Location}: {cause.Message}, "
                + $"level {level.ToRegistryName()}}}";
        })];
    }

    private int IdOf(PostedSchema posted)
    {
        int index = _schemas.IndexOf(posted);
        if (index < 0)
        {
            index = _schemas.Count;
            _schemas.Add(posted);
        }

        return index + 1;
    }

    private AvroSchema Parse(PostedSchema posted)
    {
        if (posted.References.Count > 0 && !acceptsReferences)
        {
            throw RegistryException.InvalidSchema("this registry is set to refuse references.");
        }

        string text = Complete(posted);
        return RejectInvalid(() => AvroSchema.Parse(text));
    }

    private string Complete(PostedSchema posted) => posted.Complete(reference =>
        Complete(Find(Live(reference.Subject), reference.Version.ToString(CultureInfo.InvariantCulture)).Posted));

    private static TResult RejectInvalid<TResult>(Func<TResult> action)
    {
        try
        {
            return action();
        }
        catch (AvroSchemaException e)
        {
            throw RegistryException.InvalidSchema(e.Message);
        }
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }
}

/// <summary>One version of a subject.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="Id">The schema's id, which all subjects share.</param>
/// <param name="Posted">The schema as it was posted.</param>
/// <param name="Schema">The schema.</param>
/// <param name="IsDeleted">Whether it is soft-deleted.</param>
sealed record SubjectVersion(string Subject, int Version, int Id, PostedSchema Posted, AvroSchema Schema, bool IsDeleted);
