using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EventSchemas.Tool;

/// <summary>Reads <c>EVENT_BUS_PRODUCER_CONFIG</c> of a service in Python. Nothing is run.</summary>
static partial class PythonSettings
{
    private const string Setting = "EVENT_BUS_PRODUCER_CONFIG";
    private const string KeyField = "event_key_field";
    private const string Enabled = "enabled";
    private const int MaxLength = 4 * 1024 * 1024;
    private const int MaxDepth = 32;

    private static readonly (string Extension, Func<string, PythonValue?> Find)[] Formats =
    [
        (".py", FindInPython),
        (".json", FindInJson),
        (".yaml", FindInYaml),
        (".yml", FindInYaml),
    ];

    /// <summary>The service of an option.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="option">A service, an equals sign and a file.</param>
    /// <exception cref="ToolException">It isn't like that, or the file can't be read.</exception>
    public static PythonService Read(ToolEnvironment environment, string option)
    {
        int end = option.IndexOf('=', StringComparison.Ordinal);
        string file = option[(end + 1)..];
        if (end <= 0 || file.Length == 0)
        {
            throw new ToolException($"'{option}' isn't a service with its settings: write lms=settings.py.", ExitCode.Usage);
        }

        string path = environment.PathOf(file);
        (string Extension, Func<string, PythonValue?> Find) format = Array.Find(
            Formats, format => path.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase));
        if (format.Find is null)
        {
            throw new ToolException($"'{file}' isn't a file of Python, JSON or YAML.", ExitCode.Usage);
        }

        if (new FileInfo(path).Length > MaxLength)
        {
            throw new ToolException($"{path} is larger than {MaxLength} bytes.", ExitCode.Unavailable);
        }

        try
        {
            PythonValue config = format.Find(File.ReadAllText(path)) ?? throw new PythonSyntaxException($"it has no {Setting}", null);
            return new PythonService(option[..end], file, [.. EventsOf(config)]);
        }
        catch (Exception e) when (e is PythonSyntaxException or JsonException or YamlException or InvalidOperationException)
        {
            string place = e is PythonSyntaxException { Line: { } line } ? FormattableString.Invariant($", line {line}") : "";
            throw new ToolException($"{path}{place} can't be read: {e.Message}", ExitCode.Unavailable);
        }
    }

    private static IEnumerable<PythonEvent> EventsOf(PythonValue config) =>
        from one in Counting(EntriesOf(config, Setting, null))
        from topic in Counting(EntriesOf(one.Value, one.Key, one.Line))
        select EventOf(one, topic);

    // Of a key that is there twice the last one counts, as in Python.
    private static IEnumerable<PythonEntry> Counting(IReadOnlyList<PythonEntry> entries) =>
        entries.GroupBy(entry => entry.Key, StringComparer.Ordinal).Select(same => same.Last());

    private static PythonEvent EventOf(PythonEntry @event, PythonEntry topic)
    {
        IReadOnlyList<PythonEntry> options = EntriesOf(topic.Value, topic.Key, topic.Line);
        PythonValue? enabled = options.LastOrDefault(option => option.Key == Enabled)?.Value;
        string? key = options.LastOrDefault(option => option.Key == KeyField)?.Value.Text;
        string name = $"{Setting}['{@event.Key}']['{topic.Key}']";
        return new PythonEvent(
            @event.Key,
            topic.Key,
            key,
            enabled?.Boolean ?? (enabled?.Expression is null ? throw NotEnabled(@event, topic) : null),
            enabled?.Expression,
            @event.Line)
        {
            // These two only: others can hold what isn't for everybody's eyes.
            Settings =
            [
                new CatalogSetting($"{name}['{Enabled}']", ShownOf(enabled)),
                .. key is null ? Array.Empty<CatalogSetting>() : [new CatalogSetting($"{name}['{KeyField}']", $"'{key}'")],
            ],
        };
    }

    private static string ShownOf(PythonValue? enabled) => enabled?.Boolean switch
    {
        true => "True",
        false => "False",
        null => enabled?.Expression ?? "",
    };

    private static PythonSyntaxException NotEnabled(PythonEntry @event, PythonEntry topic) =>
        new($"'{Enabled}' of {@event.Key} on {topic.Key} is neither true nor false", topic.Line);

    private static IReadOnlyList<PythonEntry> EntriesOf(PythonValue value, string name, int? line) =>
        value.Entries ?? throw new PythonSyntaxException(
            $"{name} isn't a dictionary{(value.Expression is { } expression ? $", but the expression {expression}" : "")}: give the "
            + "settings that are in effect as JSON or YAML",
            value.Line ?? line);

    // The last assignment counts, as in Python.
    private static PythonValue? FindInPython(string text)
    {
        if (Edit().Match(text) is { Success: true } edit)
        {
            throw new PythonSyntaxException(
                $"{Setting} is edited after it is assigned: give the settings that are in effect as JSON or YAML",
                text.AsSpan(0, edit.Index).Count('\n') + 1);
        }

        return Assignment().Matches(text).LastOrDefault() is { } last ? new PythonLiteral(text, last.Index + last.Length).Read() : null;
    }

    private static PythonValue? FindInJson(string text)
    {
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions
        {
            MaxDepth = MaxDepth,
            CommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        });
        return Within(OfJson(document.RootElement));
    }

    private static PythonValue OfJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => PythonValue.OfMap(
            [.. json.EnumerateObject().Select(member => new PythonEntry(member.Name, OfJson(member.Value), Line: null))]),
        JsonValueKind.String => PythonValue.OfText(json.GetString()!),
        JsonValueKind.True => PythonValue.True,
        JsonValueKind.False => PythonValue.False,
        JsonValueKind.Null => PythonValue.None,
        _ => PythonValue.OfText(json.GetRawText()),
    };

    private static PythonValue? FindInYaml(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        return parser.TryConsume<DocumentStart>(out _) ? Within(OfYaml(parser, MaxDepth)) : null;
    }

    private static PythonValue OfYaml(Parser parser, int depth)
    {
        if (depth == 0)
        {
            throw new PythonSyntaxException($"it is nested more than {MaxDepth} deep", Line(parser));
        }

        if (parser.TryConsume<Scalar>(out Scalar? scalar) && scalar is not null)
        {
            return OfYaml(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                OfYaml(parser, depth - 1);
            }

            return PythonValue.None;
        }

        if (!parser.TryConsume<MappingStart>(out _))
        {
            throw new PythonSyntaxException("references (*name) aren't followed: give the settings with their values", Line(parser));
        }

        var entries = new List<PythonEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            int? line = Line(parser);
            string key = OfYaml(parser, depth - 1).Text ?? throw new PythonSyntaxException("a key isn't a text", line);
            entries.Add(new PythonEntry(key, OfYaml(parser, depth - 1), line));
        }

        return PythonValue.OfMap(entries);
    }

    private static PythonValue OfYaml(Scalar scalar) => scalar.IsQuotedImplicit ? PythonValue.OfText(scalar.Value)
        : string.Equals(scalar.Value, "true", StringComparison.OrdinalIgnoreCase) ? PythonValue.True
        : string.Equals(scalar.Value, "false", StringComparison.OrdinalIgnoreCase) ? PythonValue.False
        : PythonValue.OfText(scalar.Value);

    private static int? Line(Parser parser) => parser.Current is { } current ? (int)current.Start.Line : null;

    // A file has either all settings, or this one.
    private static PythonValue? Within(PythonValue file) =>
        file.Entries?.LastOrDefault(entry => entry.Key == Setting)?.Value
        ?? (file.Entries is { } entries && entries.All(entry => entry.Value.Entries is not null) ? file : null);

    [GeneratedRegex(@"^[ \t]*EVENT_BUS_PRODUCER_CONFIG[ \t]*(:[^=\n]*)?=", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^[ \t]*EVENT_BUS_PRODUCER_CONFIG[ \t]*(\[|\.|\|)", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Edit();
}

/// <summary>A service in Python, as its settings are.</summary>
/// <param name="Name">The service.</param>
/// <param name="File">The file of the settings.</param>
/// <param name="Events">What it sends.</param>
sealed record PythonService(string Name, string File, IReadOnlyList<PythonEvent> Events);

/// <summary>That a service in Python sends an event to a topic.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Topic">The topic, without the deployment's prefix.</param>
/// <param name="Key">The path of the key.</param>
/// <param name="IsEnabled">Whether it is sent; null where an expression decides.</param>
/// <param name="Condition">The expression.</param>
/// <param name="Line">The line of the settings.</param>
sealed record PythonEvent(string EventType, string Topic, string? Key, bool? IsEnabled, string? Condition, int? Line)
{
    /// <summary>The settings that say so, as Python writes them.</summary>
    public IReadOnlyList<CatalogSetting> Settings { get; init; } = [];
}
