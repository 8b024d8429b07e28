using System.Collections.Concurrent;
using System.Net;
using Confluent.SchemaRegistry;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// The client of the schema registry. Answers are cached without limit, failures never. Safe for concurrent use.
/// </summary>
sealed class RegistryClient : IDisposable
{
    private readonly Lazy<CachedSchemaRegistryClient> _client;
    private readonly EventBusRegistrations _registrations;
    private readonly SchemaRegistryOptions _options;
    private readonly ConcurrentDictionary<(string Subject, string Text), Task<int>> _ids = new();
    private readonly ConcurrentDictionary<int, Task<AvroSchema>> _schemas = new();

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
    /// <exception cref="RegistryUnavailableException">The registry didn't answer.</exception>
    public Task<int> GetIdAsync(string subject, string text, CancellationToken cancellationToken) =>
        GetOrRequest(_ids, (subject, text), () => RequestIdAsync(subject, text)).WaitAsync(cancellationToken);

    /// <summary>The schema with an id.</summary>
    /// <exception cref="RegistryRefusedException">The registry doesn't have the id, or its schema isn't an Avro schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer.</exception>
    public Task<AvroSchema> GetSchemaAsync(int id, CancellationToken cancellationToken) =>
        GetOrRequest(_schemas, id, () => RequestSchemaAsync(id)).WaitAsync(cancellationToken);

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            Client.Dispose();
        }
    }

    private static CachedSchemaRegistryClient Create(SchemaRegistryOptions options)
    {
        var config = new SchemaRegistryConfig
        {
            Url = options.Url,
            RequestTimeoutMs = (int)options.RequestTimeout.TotalMilliseconds,
            MaxRetries = 1,
        };
        if (options.Auth is { } auth)
        {
            config.BasicAuthUserInfo = auth;
        }

        return new CachedSchemaRegistryClient(config);
    }

    private async Task<int> RequestIdAsync(string subject, string text)
    {
        var schema = new Schema(text, SchemaType.Avro);
        try
        {
            return _options.AutoRegister
                ? await Client.RegisterSchemaAsync(subject, schema).ConfigureAwait(false)
                : await Client.GetSchemaIdAsync(subject, schema).ConfigureAwait(false);
        }
        catch (SchemaRegistryException e) when (IsRefusal(e))
        {
            string problem = _options.AutoRegister
                ? $"rejects the schema under the subject {subject}"
                : $"does not know the schema under the subject {subject}; register it, or set {PathOf("AutoRegister")} to true";
            throw new RegistryRefusedException($"The schema registry at {_options.Url} {problem}: {e.Message}", e);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Unavailable(e);
        }
    }

    private async Task<AvroSchema> RequestSchemaAsync(int id)
    {
        try
        {
            Schema schema = await Client.GetSchemaAsync(id).ConfigureAwait(false);
            return AvroSchema.Parse(schema.SchemaString);
        }
        catch (SchemaRegistryException e) when (IsRefusal(e))
        {
            throw new RegistryRefusedException($"the schema registry at {_options.Url} has no schema with the id {id}", e);
        }
        catch (AvroSchemaException e)
        {
            throw new RegistryRefusedException(
                $"the schema with the id {id} in the schema registry at {_options.Url} isn't an Avro schema: {e.Message}", e);
        }
        catch (Exception e) when (IsTransport(e))
        {
            throw Unavailable(e);
        }
    }

    private RegistryUnavailableException Unavailable(Exception e) => new(
        $"The schema registry at {_options.Url} ({PathOf("Url")}) does not answer: {e.Message} "
        + "Check the address, and that the registry is running.",
        e);

    private string PathOf(string key) => _registrations.PathOf("SchemaRegistry:" + key);

    private static bool IsRefusal(SchemaRegistryException e) =>
        e.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;

    private static bool IsTransport(Exception e) =>
        e is SchemaRegistryException or HttpRequestException or TaskCanceledException or AggregateException;

    private static Task<TValue> GetOrRequest<TKey, TValue>(
        ConcurrentDictionary<TKey, Task<TValue>> cache, TKey key, Func<Task<TValue>> request)
        where TKey : notnull
    {
        if (cache.TryGetValue(key, out Task<TValue>? known) && !known.IsFaulted && !known.IsCanceled)
        {
            return known;
        }

        Task<TValue> requested = request();
        cache[key] = requested;
        return requested;
    }
}
