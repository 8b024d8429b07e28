using EventSchemas.Avro;
using EventSchemas.Contracts;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Counts the messages of topics by what they are, where they come from and when. Not safe for concurrent use.</summary>
sealed class TailSummary
{
    // Types and sources are texts from anybody: what is beyond this is counted together.
    private const int MaxKinds = 5_000;

    private readonly Dictionary<MessageKind, KindCount> _kinds = [];
    private readonly Dictionary<AvroSchema, string> _hashes = new(ReferenceEqualityComparer.Instance);
    private long _messages;
    private long _others;

    /// <summary>How many messages were counted.</summary>
    public long Messages => _messages;

    /// <summary>Counts a message.</summary>
    public void Add(MessageView message)
    {
        _messages++;
        var kind = new MessageKind(
            message.Topic, message.EventType, message.SchemaId, message.Subject, message.SchemaVersion, HashOf(message.Schema),
            message.Source, IsReadable: message.Problem is null);
        if (_kinds.TryGetValue(kind, out KindCount? known))
        {
            known.Add(message.Timestamp);
        }
        else if (_kinds.Count < MaxKinds)
        {
            var count = new KindCount();
            count.Add(message.Timestamp);
            _kinds.Add(kind, count);
        }
        else
        {
            _others++;
        }
    }

    /// <summary>Writes the counts, the largest first.</summary>
    public void Write(ToolEnvironment environment, bool asJson)
    {
        SummaryLine[] lines =
        [
            .. _kinds
                .OrderBy(one => one.Key.Topic, StringComparer.Ordinal)
                .ThenByDescending(one => one.Value.Messages)
                .ThenBy(one => one.Key.EventType, StringComparer.Ordinal)
                .Select(one => new SummaryLine(
                    one.Key.Topic, one.Key.EventType, one.Key.SchemaId, one.Key.Subject, one.Key.SchemaVersion,
                    one.Key.SchemaSha256, one.Key.Source, one.Key.IsReadable, one.Value.Messages, one.Value.First, one.Value.Last)),
        ];
        if (asJson)
        {
            environment.WriteJson(new { Messages = _messages, Others = _others, Kinds = lines });
            return;
        }

        foreach (SummaryLine line in lines)
        {
            environment.Out.MarkupLineInterpolated(
                $"[bold]{Printable.Of(line.EventType ?? "no event type")}[/]{(line.IsReadable ? "" : " (not readable)")}");
            MessageBlock.WriteFacts(environment, FactsOf(line));
        }

        string others = _others > 0 ? $", {_others} of them of further kinds" : "";
        environment.Out.MarkupLineInterpolated($"{Counted.Of(_messages, "message")} of {Counted.Of(lines.Length, "kind")}{others}");
    }

    // As shipped versions have it. Readers share the schemas that they have read.
    private string? HashOf(AvroSchema? schema)
    {
        if (schema is null)
        {
            return null;
        }

        if (!_hashes.TryGetValue(schema, out string? hash))
        {
            hash = ContractFile.HashOf(schema);
            _hashes.Add(schema, hash);
        }

        return hash;
    }

    private static IEnumerable<string> FactsOf(SummaryLine line)
    {
        yield return FormattableString.Invariant($"{line.Messages} in {line.Topic}");
        if (line.SchemaId is { } schema)
        {
            string version = line.SchemaVersion is { } number ? $" (version {number})" : "";
            yield return FormattableString.Invariant($"schema {schema}{version}");
        }
        else if (line.SchemaVersion is { } shipped)
        {
            yield return FormattableString.Invariant($"version {shipped}");
        }

        if (line.Source is { } source)
        {
            yield return $"from {Printable.Of(source)}";
        }

        if (line is { First: { } first, Last: { } last })
        {
            yield return $"{MessageBlock.TextOf(first)} to {MessageBlock.TextOf(last)}";
        }
    }

    private sealed record MessageKind(
        string Topic,
        string? EventType,
        int? SchemaId,
        string? Subject,
        int? SchemaVersion,
        string? SchemaSha256,
        string? Source,
        bool IsReadable);

    private sealed record SummaryLine(
        string Topic,
        string? EventType,
        int? SchemaId,
        string? Subject,
        int? SchemaVersion,
        string? SchemaSha256,
        string? Source,
        bool IsReadable,
        long Messages,
        DateTimeOffset? First,
        DateTimeOffset? Last);

    private sealed class KindCount
    {
        public long Messages { get; private set; }

        public DateTimeOffset? First { get; private set; }

        public DateTimeOffset? Last { get; private set; }

        public void Add(DateTimeOffset? time)
        {
            Messages++;
            First = time < First ? time : First ?? time;
            Last = time > Last ? time : Last ?? time;
        }
    }
}
