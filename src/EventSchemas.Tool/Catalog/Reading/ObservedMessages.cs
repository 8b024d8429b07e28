using System.Text.Json;

namespace EventSchemas.Tool;

/// <summary>Messages of one kind that <c>tail --summary --json</c> counted.</summary>
sealed record ObservedMessages
{
    private const int MaxLength = 64 * 1024 * 1024;

    // So many that kinds can be added up.
    private const long MaxMessages = 1_000_000_000_000_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    public required string Topic { get; init; }

    public string? EventType { get; init; }

    public int? SchemaId { get; init; }

    public string? Subject { get; init; }

    /// <summary>The version of the subject, or of the contract files on a transport without a registry.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The hash of the schema.</summary>
    public string? SchemaSha256 { get; init; }

    public string? Source { get; init; }

    public required bool IsReadable { get; init; }

    public required long Messages { get; init; }

    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>The messages of a file.</summary>
    /// <exception cref="ToolException">It isn't what the command writes.</exception>
    public static IReadOnlyList<ObservedMessages> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
            {
                throw new JsonException($"It is larger than {MaxLength} bytes.");
            }

            Summary summary = JsonSerializer.Deserialize<Summary>(File.ReadAllText(path), Options)
                ?? throw new JsonException("It is null.");
            return
            [
                .. summary.Kinds.Select(kind => kind is not { Messages: >= 0 and <= MaxMessages }
                    ? throw new JsonException($"A kind is null, or has a number of messages that isn't from 0 to {MaxMessages}.")
                    : kind with { EventType = Given(kind.EventType), Source = Given(kind.Source) }),
            ];
        }
        catch (JsonException e)
        {
            throw new ToolException(
                $"{path} can't be read: {e.Message} It must be what 'eventschemas tail … --summary --json' writes.",
                ExitCode.Unavailable);
        }
    }

    // An empty header says nothing.
    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private sealed record Summary
    {
        public required IReadOnlyList<ObservedMessages> Kinds { get; init; }
    }
}
