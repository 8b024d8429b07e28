using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Confluent.SchemaRegistry;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>A version of a subject. Immutable.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Version">The version, from 1.</param>
sealed record SubjectVersion(string Subject, int Version);

/// <summary>
/// The client of the schema registry. Answers are cached without limit, failures never. Safe for concurrent use.
/// </summary>
sealed class RegistryClient : IDisposable
{
    private readonly Lazy<CachedSchemaRegistryClient> _client;
    private readonly EventBusRegistrations _registrations;
    private readonly SchemaRegistryOptions _options;
    private readonly ConcurrentDictionary<(string Subject, string Text), Task<int>> _ids = new();
    private readonly ConcurrentDictionary<WriterSchemaId, Task<AvroSchema>> _schemas = new();

    public RegistryClient(IOptions<SchemaRegistryOptions> options, EventBusRegistrations registrations)
    {
        _options = options.Value;
        _registrations = registrations;

        // The services of a host are created before its options are validated.
        _client = new Lazy<CachedSchemaRegistryClient>(() => Create(_options));
    }

    private CachedSchemaRegistryClient Client => _client.Value;

    /// <summary>The id of a schema under a subject. The schema is registered if the configuration allows it.</summary>
    /// <exception cref="RegistryRefusedException">The registry rejects or doesn't have the schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer, or not as a registry does.</exception>
    public Task<int> GetIdAsync(string subject, string text, CancellationToken cancellationToken) =>
        GetOrRequest(_ids, (subject, text), () => RequestIdAsync(subject, text)).WaitAsync(cancellationToken);

    /// <summary>The schema with an id or a GUID.</summary>
    /// <exception cref="RegistryRefusedException">The registry doesn't have it, or its schema isn't an Avro schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer, or not as a registry does.</exception>
    public Task<AvroSchema> GetSchemaAsync(WriterSchemaId id, CancellationToken cancellationToken) =>
        GetOrRequest(_schemas, id, () => RequestSchemaAsync(id)).WaitAsync(cancellationToken);

    /// <summary>The first of some subjects that has a schema, and the schema's version there; null if none of them has it.</summary>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer, or not as a registry does.</exception>
    public async Task<SubjectVersion?> FindVersionAsync(int id, IEnumerable<string> subjects, CancellationToken cancellationToken)
    {
        foreach (string subject in subjects)
        {
            if (await FindVersionAsync(id, subject).WaitAsync(cancellationToken).ConfigureAwait(false) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            Client.Dispose();
        }
    }

    /// <summary>The registry's addresses for messages, without a user and password that someone wrote into them.</summary>
    public static string AddressOf(SchemaRegistryOptions options) => string.Join(
        ", ", options.Url.Split(',', StringSplitOptions.TrimEntries).Select(url => url[(url.LastIndexOf('@') + 1)..]));

    /// <summary>Confluent's client with the settings of a service.</summary>
    public static CachedSchemaRegistryClient Create(SchemaRegistryOptions options)
    {
        var config = new SchemaRegistryConfig
        {
            Url = options.Url,
            RequestTimeoutMs = (int)options.RequestTimeout.TotalMilliseconds,
            MaxRetries = 1,
            SslCaLocation = options.CaFile,
            SslKeystoreLocation = options.CertificateFile,
            SslKeystorePassword = options.CertificatePassword,
        };
        if (options.Auth is { } auth)
        {
            config.BasicAuthUserInfo = auth;
        }

        return options.BearerToken is { } token
            ? new CachedSchemaRegistryClient(config, new BearerToken(token))
            : new CachedSchemaRegistryClient(config);
    }

    private async Task<int> RequestIdAsync(string subject, string text)
    {
        var schema = new Schema(text, SchemaType.Avro);
        int id;
        try
        {
            id = _options.AutoRegister
                ? await Client.RegisterSchemaAsync(subject, schema).ConfigureAwait(false)
                : await Client.GetSchemaIdAsync(subject, schema).ConfigureAwait(false);
        }
        catch (SchemaRegistryException e) when (IsRefusal(e))
        {
            string problem = _options.AutoRegister
                ? $"rejects the schema under the subject {subject}"
                : $"does not know the schema under the subject {subject}; register it, or set {PathOf("AutoRegister")} to true";
            throw new RegistryRefusedException($"The schema registry at {Address} {problem}: {e.Message}", e);
        }
        catch (Exception e)
        {
            throw Unavailable(e);
        }

        // The first id is 1; an answer without one reads as 0.
        return id > 0 ? id : throw Unavailable(new FormatException($"The answer has no id for the schema under the subject {subject}."));
    }

    private async Task<SubjectVersion?> FindVersionAsync(int id, string subject)
    {
        try
        {
            Schema schema = await Client.GetSchemaAsync(id).ConfigureAwait(false);
            RegisteredSchema found = await Client
                .LookupSchemaAsync(subject, schema, ignoreDeletedSchemas: true, normalize: false)
                .ConfigureAwait(false);
            return found.Id == id ? new SubjectVersion(subject, found.Version) : null;
        }
        catch (SchemaRegistryException e) when (IsRefusal(e))
        {
            return null;
        }
        catch (Exception e)
        {
            throw Unavailable(e);
        }
    }

    private async Task<AvroSchema> RequestSchemaAsync(WriterSchemaId id)
    {
        Schema schema;
        try
        {
            schema = id.Id is { } number
                ? await Client.GetSchemaAsync(number).ConfigureAwait(false)
                : await Client.GetSchemaByGuidAsync(id.Guid.ToString(), format: null).ConfigureAwait(false);
        }
        catch (SchemaRegistryException e) when (e is { Status: HttpStatusCode.NotFound, ErrorCode: RegistryErrors.SchemaNotFound })
        {
            throw new RegistryRefusedException($"the schema registry at {Address} has no schema with the {id}", e);
        }
        catch (Exception e)
        {
            throw Unavailable(e);
        }

        if (schema is not { SchemaString: { Length: > 0 } text })
        {
            throw Unavailable(new FormatException($"The answer has no schema for the {id}."));
        }

        if (schema.SchemaType != SchemaType.Avro)
        {
            throw new RegistryRefusedException($"the schema with the {id} is {schema.SchemaType}, but events are Avro");
        }

        if (schema.References is { Count: > 0 } references)
        {
            string names = string.Join(", ", references.Select(reference => reference.Name));
            throw new RegistryRefusedException(
                $"the schema with the {id} refers to other schemas ({names}), which isn't supported: register it with "
                + "their definitions in it");
        }

        try
        {
            return AvroSchema.Parse(text);
        }
        catch (AvroSchemaException e)
        {
            throw new RegistryRefusedException(
                $"the schema with the {id} in the schema registry at {Address} isn't an Avro schema: {e.Message}", e);
        }
    }

    /// <summary>What a failed request means, and what to do.</summary>
    public RegistryUnavailableException Unavailable(Exception e)
    {
        string url = $"The schema registry at {Address} ({PathOf("Url")})";
        string text = e switch
        {
            _ when IsDenied(e) =>
                $"{url} does not accept this service. Check {PathOf("Auth")}, {PathOf("BearerToken")} and the permissions of the user.",
            SchemaRegistryException answer =>
                $"{url} does not answer as a schema registry does: {(int)answer.Status} {answer.Message} "
                + "Check the address, and that no proxy answers for it.",
            HttpRequestException or OperationCanceledException or AggregateException or TimeoutException =>
                $"{url} does not answer: {e.Message} Check the address, and that the registry is running.",
            _ => $"{url} does not answer as a schema registry does: {e.Message} Check the address, and that no proxy answers for it.",
        };
        return new RegistryUnavailableException(text, e);
    }

    private string Address => AddressOf(_options);

    private string PathOf(string key) => _registrations.PathOf("SchemaRegistry:" + key);

    // The client's exception has no status if the answer has no body.
    private static bool IsDenied(Exception e) =>
        e is SchemaRegistryException { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden }
        || (e is HttpRequestException
            && (e.Message.Contains(nameof(HttpStatusCode.Unauthorized), StringComparison.Ordinal)
                || e.Message.Contains(nameof(HttpStatusCode.Forbidden), StringComparison.Ordinal)));

    /// <summary>Whether a registry says no. Anything else that answers with such a status has none of its error codes.</summary>
    public static bool IsRefusal(SchemaRegistryException e) => e.Status switch
    {
        HttpStatusCode.NotFound => e.ErrorCode is RegistryErrors.SubjectNotFound or RegistryErrors.SchemaNotFound,
        HttpStatusCode.Conflict => RegistryErrors.IsOf(e.ErrorCode, HttpStatusCode.Conflict),
        HttpStatusCode.UnprocessableEntity => RegistryErrors.IsOf(e.ErrorCode, HttpStatusCode.UnprocessableEntity),
        HttpStatusCode.BadRequest => RegistryErrors.IsOf(e.ErrorCode, HttpStatusCode.BadRequest),
        _ => false,
    };

    /// <summary>Whether a registry says that it doesn't have a subject, a version, or a level of its own for a subject.</summary>
    public static bool IsMissing(SchemaRegistryException e) =>
        e.Status == HttpStatusCode.NotFound && RegistryErrors.IsOf(e.ErrorCode, HttpStatusCode.NotFound);

    private Task<TValue> GetOrRequest<TKey, TValue>(
        ConcurrentDictionary<TKey, Task<TValue>> cache, TKey key, Func<Task<TValue>> request)
        where TKey : notnull
    {
        if (cache.TryGetValue(key, out Task<TValue>? known))
        {
            if (!known.IsFaulted && !known.IsCanceled)
            {
                return known;
            }

            // The client keeps every answer, also one that is no use.
            Client.ClearCaches();
        }

        Task<TValue> requested = request();
        cache[key] = requested;
        return requested;
    }

    private sealed class BearerToken(string token) : IAuthenticationHeaderValueProvider
    {
        public AuthenticationHeaderValue GetAuthenticationHeader() => new("Bearer", token);
    }

    /// <summary>The error codes of a schema registry.</summary>
    private static class RegistryErrors
    {
        public const int SubjectNotFound = 40401;
        public const int SchemaNotFound = 40403;

        /// <summary>Whether an error code belongs to a status: the status itself, or it with two more digits.</summary>
        public static bool IsOf(int errorCode, HttpStatusCode status) => errorCode == (int)status || errorCode / 100 == (int)status;
    }
}
