using System.Text.Json;

namespace EventSchemas.Tool;

/// <summary>Messages of one kind that <c>tail --summary --json</c> counted.</summary>
sealed record ObservedMessages
{
    private const int MaxLength = 64 * 1024 * 1024;

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

            return JsonSerializer.Deserialize<Summary>(File.ReadAllText(path), Options)?.Kinds ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            throw new ToolException(
                $"{path} can't be read: {e.Message} It must be what 'eventschemas tail … --summary --json' writes.",
                ExitCode.Unavailable);
        }
    }

    private sealed record Summary
    {
        public required IReadOnlyList<ObservedMessages> Kinds { get; init; }
    }
}
