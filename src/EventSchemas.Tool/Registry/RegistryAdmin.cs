using Confluent.SchemaRegistry;
using EventSchemas.Avro;
using EventSchemas.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaReference = EventSchemas.Testing.SchemaReference;

namespace EventSchemas.Tool;

/// <summary>The subjects of a schema registry, read and written as services do it. Safe for concurrent use.</summary>
sealed class RegistryAdmin : IDisposable
{
    private const int MaxReferenceDepth = 16;

    private readonly RegistryClient _runtime;
    private readonly CachedSchemaRegistryClient _client;
    private readonly RegistryRest _rest;

    public RegistryAdmin(BusConnection bus)
    {
        SchemaRegistryOptions options = bus.Services.GetRequiredService<IOptions<SchemaRegistryOptions>>().Value;
        _runtime = bus.Services.GetRequiredService<RegistryClient>();
        _client = RegistryClient.Create(options);
        _rest = new RegistryRest(options);
        Address = RegistryClient.AddressOf(options);
    }

    /// <summary>The address for messages, without user and password.</summary>
    public string Address { get; }

    /// <summary>All subjects with a version that isn't deleted.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(CancellationToken cancellationToken = default) =>
        await CallAsync(_client.GetAllSubjectsAsync, cancellationToken).ConfigureAwait(false);

    /// <summary>The subjects whose versions are all deleted, and could be restored.</summary>
    public async Task<IReadOnlyList<string>> DeletedSubjectsAsync(CancellationToken cancellationToken = default)
    {
        AvroJson all = await CallAsync(() => _rest.GetAsync("subjects?deleted=true", cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        IReadOnlyList<string> live = await SubjectsAsync(cancellationToken).ConfigureAwait(false);
        return [.. all.Items.Select(one => one.Text).Except(live)];
    }

    /// <summary>The versions of a subject that aren't deleted, the oldest first.</summary>
    public async Task<IReadOnlyList<RegisteredVersion>> VersionsAsync(string subject, CancellationToken cancellationToken = default)
    {
        List<int> numbers;
        try
        {
            numbers = await CallAsync(() => _client.GetSubjectVersionsAsync(subject), cancellationToken).ConfigureAwait(false);
        }
        catch (SubjectMissingException)
        {
            return [];
        }

        List<RegisteredVersion> versions = [];
        foreach (int number in numbers.Order())
        {
            RegisteredSchema schema = await CallAsync(() => _client.GetRegisteredSchemaAsync(subject, number), cancellationToken)
                .ConfigureAwait(false);
            versions.Add(new RegisteredVersion(
                number, schema.Id, await CompleteAsync(schema, MaxReferenceDepth, cancellationToken).ConfigureAwait(false))
            {
                IsAvro = schema.SchemaType == SchemaType.Avro,
                HasReferences = schema.References is { Count: > 0 },
                HasRules = schema.RuleSet is not null || schema.Metadata is not null,
            });
        }

        return versions;
    }

    /// <summary>The level that a subject has of its own; null where it has the global one.</summary>
    /// <param name="subject">The subject; null for the global level.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<CompatibilityLevel?> LevelAsync(string? subject, CancellationToken cancellationToken = default)
    {
        try
        {
            Compatibility level = await CallAsync(() => _client.GetCompatibilityAsync(subject), cancellationToken).ConfigureAwait(false);
            return Enum.Parse<CompatibilityLevel>(level.ToString());
        }
        catch (SubjectMissingException)
        {
            return null;
        }
    }

    /// <summary>Whether a subject may be written: <c>READWRITE</c>, or what keeps it from that.</summary>
    /// <param name="subject">The subject; null for the registry.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<string> ModeAsync(string? subject, CancellationToken cancellationToken = default)
    {
        string path = subject is null ? "mode" : $"mode/{Uri.EscapeDataString(subject)}?defaultToGlobal=true";
        AvroJson answer = await CallAsync(() => _rest.GetAsync(path, cancellationToken), cancellationToken).ConfigureAwait(false);
        return answer.Member("mode") is { Kind: AvroJsonKind.String } mode ? mode.Text : "unknown";
    }

    /// <summary>Registers a schema under a subject.</summary>
    /// <returns>Its id.</returns>
    /// <exception cref="ToolException">The registry refuses it, or doesn't answer.</exception>
    public Task<int> RegisterAsync(string subject, string schema, CancellationToken cancellationToken = default) =>
        CallAsync(() => _client.RegisterSchemaAsync(subject, new Schema(schema, SchemaType.Avro)), cancellationToken);

    /// <summary>Gives a subject a level of its own.</summary>
    public Task SetLevelAsync(string subject, CompatibilityLevel level, CancellationToken cancellationToken = default) =>
        CallAsync(
            () => _client.UpdateCompatibilityAsync(Enum.Parse<Compatibility>(level.ToString()), subject), cancellationToken);

    public void Dispose()
    {
        _client.Dispose();
        _rest.Dispose();
    }

    /// <summary>The text of a schema with the types that it refers to.</summary>
    private async Task<string> CompleteAsync(RegisteredSchema schema, int depth, CancellationToken cancellationToken)
    {
        if (schema is not { SchemaType: SchemaType.Avro, References: { Count: > 0 } references } || depth == 0)
        {
            return schema.SchemaString;
        }

        Dictionary<SchemaReference, string> texts = [];
        foreach (Confluent.SchemaRegistry.SchemaReference reference in references)
        {
            RegisteredSchema found = await CallAsync(
                () => _client.GetRegisteredSchemaAsync(reference.Subject, reference.Version, ignoreDeletedSchemas: false),
                cancellationToken).ConfigureAwait(false);
            texts[new SchemaReference(reference.Name, reference.Subject, reference.Version)] =
                await CompleteAsync(found, depth - 1, cancellationToken).ConfigureAwait(false);
        }

        return new PostedSchema(schema.SchemaString, [.. texts.Keys]).Complete(reference => texts[reference]);
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SchemaRegistryException e) when (RegistryClient.IsMissing(e))
        {
            throw new SubjectMissingException();
        }
        catch (SchemaRegistryException e) when (RegistryClient.IsRefusal(e))
        {
            throw new ToolException($"The schema registry at {Address} refuses it: {e.Message}", ExitCode.Unavailable);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new ToolException(_runtime.Unavailable(e).Message, ExitCode.Unavailable);
        }
    }

    /// <summary>The registry doesn't have a subject, or no level of it.</summary>
    private sealed class SubjectMissingException : Exception;
}

/// <summary>A version of a subject. Immutable.</summary>
/// <param name="Version">Its number in the subject.</param>
/// <param name="Id">The schema's id, which all subjects share.</param>
/// <param name="Schema">The schema's text.</param>
sealed record RegisteredVersion(int Version, int Id, string Schema)
{
    /// <summary>Whether it is an Avro schema.</summary>
    public required bool IsAvro { get; init; }

    /// <summary>Whether it refers to other subjects, whose types are in <see cref="Schema"/>.</summary>
    public required bool HasReferences { get; init; }

    /// <summary>Whether it has rules or metadata beside the schema.</summary>
    public required bool HasRules { get; init; }
}
