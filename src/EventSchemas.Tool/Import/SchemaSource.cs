using System.Net;
using EventSchemas.Avro;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx;

namespace EventSchemas.Tool;

/// <summary>A schema that can be imported, with what its source knows about the event.</summary>
/// <param name="Origin">Where it is from.</param>
/// <param name="Schema">The schema.</param>
sealed record SourceSchema(string Origin, AvroSchema Schema)
{
    /// <summary>The event of the Open edX package that has the schema; null for any other.</summary>
    public EventDescriptor? OpenEdx { get; init; }
}

/// <summary>Reads the schemas that a command line names: files, folders, subjects of a registry, and the events of Open edX.</summary>
static class SchemaSource
{
    /// <summary>What stands for the events of Open edX.</summary>
    public const string OpenEdx = "openedx";

    private const string Extension = "*.avsc";
    private const long MaxBytes = 8 * 1024 * 1024;

    /// <summary>The public events of Open edX; one event, where its type is given.</summary>
    /// <exception cref="ToolException">There is no event of that type.</exception>
    public static IReadOnlyList<SourceSchema> OfOpenEdx(string? eventType)
    {
        SourceSchema[] found =
        [
            .. OpenEdxEvents.All.Select(one => one.Descriptor)
                .Where(one => eventType is null || one.EventType == eventType)
                .Select(one => new SourceSchema(one.EventType, one.Schema) { OpenEdx = one }),
        ];
        return found.Length > 0
            ? found
            : throw new ToolException($"openedx-events {OpenEdxEventsLibrary.Version} has no event '{eventType}'.", ExitCode.Usage);
    }

    /// <summary>The schema of a file, or those of a folder.</summary>
    /// <exception cref="ToolException">There is none, or one can't be read.</exception>
    public static async Task<IReadOnlyList<SourceSchema>> OfPathAsync(string path, CancellationToken cancellationToken)
    {
        bool isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new ToolException(
                $"{path} is neither a file nor a folder: name an .avsc, a folder of them, '{OpenEdx}', or a subject with --registry.",
                ExitCode.Unavailable);
        }

        string[] files = isFolder ? [.. Directory.GetFiles(path, Extension).OrderBy(file => file, StringComparer.Ordinal)] : [path];
        if (files.Length == 0)
        {
            throw new ToolException($"{path} has no .avsc files.", ExitCode.Unavailable);
        }

        var schemas = new List<SourceSchema>();
        foreach (string file in files)
        {
            if (new FileInfo(file).Length > MaxBytes)
            {
                throw new ToolException($"{file} is larger than {MaxBytes >> 20} MiB, which no schema is.", ExitCode.Unavailable);
            }

            string text = await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false);
            schemas.Add(new SourceSchema(Path.GetFileName(file), Parse(file, text)));
        }

        return schemas;
    }

    /// <summary>The newest schema of a subject.</summary>
    /// <param name="url">The registry's address; a user and a password in it are sent as basic authentication.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="timeout">How long the registry may take to answer.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ToolException">The registry doesn't answer, or has no such subject.</exception>
    public static async Task<SourceSchema> OfRegistryAsync(
        string url, string subject, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new ToolException("--registry isn't an address: write one like https://registry.example.org.", ExitCode.Usage);
        }

        // Without the user and the password, for messages too.
        var shown = new UriBuilder(address) { UserName = "", Password = "" };
        using var registry = new RegistryRest(new SchemaRegistryOptions
        {
            Url = shown.Uri.ToString(),
            Auth = address.UserInfo.Length > 0 ? Uri.UnescapeDataString(address.UserInfo) : null,
            RequestTimeout = timeout,
        });
        try
        {
            AvroJson version = await registry
                .GetAsync($"subjects/{Uri.EscapeDataString(subject)}/versions/latest", cancellationToken)
                .ConfigureAwait(false);
            return new SourceSchema(subject, Parse(subject, SchemaIn(subject, version)));
        }
        catch (HttpRequestException e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            throw new ToolException($"The registry {shown.Uri} has no subject '{subject}'.", ExitCode.Unavailable);
        }
        catch (HttpRequestException e) when (e.StatusCode is { } status)
        {
            throw new ToolException($"The registry {shown.Uri} answered {(int)status} {status}.", ExitCode.Unavailable);
        }
        catch (HttpRequestException e)
        {
            throw new ToolException($"The registry {shown.Uri} can't be reached: {e.Message}", ExitCode.Unavailable);
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"The registry's answer for '{subject}' isn't JSON: {e.Message}", ExitCode.Unavailable);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ToolException($"The registry {shown.Uri} didn't answer within {timeout.TotalSeconds:0} s.", ExitCode.Unavailable);
        }
    }

    private static string SchemaIn(string subject, AvroJson version) => version switch
    {
        _ when version.Member("references") is { Kind: AvroJsonKind.Array, Items.Count: > 0 } => throw new ToolException(
            $"'{subject}' refers to schemas of other subjects, which import doesn't follow.", ExitCode.Findings),
        _ when version.Member("schema") is { Kind: AvroJsonKind.String } schema => schema.Text,
        _ => throw new ToolException($"The registry gave no schema for '{subject}'.", ExitCode.Unavailable),
    };

    private static AvroSchema Parse(string origin, string text)
    {
        try
        {
            return AvroSchema.Parse(text);
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException($"{origin} isn't an Avro schema: {e.Message}", ExitCode.Unavailable);
        }
    }
}
