using System.Text;
using System.Text.RegularExpressions;

namespace EventSchemas.Tool;

/// <summary>The catalogue as text for language models, in the form of llms.txt: Markdown with a title, a summary and sections.</summary>
static partial class LlmsDocument
{
    /// <summary>The text.</summary>
    public static string Of(Catalog catalog)
    {
        var text = new StringBuilder();
        Line(text, $"# {OneLine(catalog.Title)}");
        Line(text, "");
        Line(text, $"> {Counted.Of(catalog.Totals.Events, "event")} of {Counted.Of(catalog.Totals.Services, "service")} on {catalog.Day}: "
            + "what each means, its fields, who owns, sends and reads it.");
        Line(text, "");
        Line(text, $"All that is here, with all versions, is in [{CatalogFiles.Json}]({CatalogFiles.Json}); as AsyncAPI in "
            + $"[{CatalogFiles.AsyncApi}]({CatalogFiles.AsyncApi}).");
        Line(text, "");
        Line(text, "## Services");
        Line(text, "");
        foreach (CatalogService service in catalog.Services)
        {
            string uses = $"sends {Listed(service.Publishes)}; reads {Listed(service.Handles)}";
            Line(text, $"- {OneLine(service.Name)} ({Word(service.Kind)}): {uses}");
        }

        Line(text, "");
        Line(text, "## Events");
        foreach (CatalogEvent one in catalog.Events)
        {
            Add(text, one);
        }

        if (catalog.WithoutEvent.Count > 0)
        {
            Line(text, "");
            Line(text, "## Messages that name no event");
            Line(text, "");
            foreach (CatalogObservation seen in catalog.WithoutEvent)
            {
                Line(text, $"- {OneLine($"{seen.Source ?? Sightings.NoSource} on {seen.Topic}: {Counted.Of(seen.Messages, "message")}")}");
            }
        }

        if (catalog.Conflicts.Count > 0)
        {
            Line(text, "");
            Line(text, "## Conflicts");
            Line(text, "");
            foreach (CatalogConflict conflict in catalog.Conflicts)
            {
                string claims = string.Join("; ", conflict.Claims.Select(claim => $"{claim.Service}: {claim.Value}"));
                string actions = string.Concat(conflict.Actions.Select(action => $" {action.Service}: {action.Text}"));
                Line(text, $"- {OneLine($"{conflict.Event}: {conflict.Text} {claims}. {conflict.Impact} To do:{actions}")}");
            }
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, CatalogEvent one)
    {
        Line(text, "");
        Line(text, $"### {OneLine(one.EventType)}");
        Line(text, "");
        foreach ((string name, string? value) in FactsOf(one).Where(fact => !string.IsNullOrEmpty(fact.Value)))
        {
            Line(text, name.Length == 0 ? $"{OneLine(value!)}\n" : $"- {name}: {OneLine(value!)}");
        }

        if (one.Versions.FirstOrDefault(version => version.IsCurrent) is not { Fields.Count: > 0 } current)
        {
            return;
        }

        Line(text, "- Fields:");
        foreach (CatalogField field in current.Fields.Where(index => index < one.Fields.Count).Select(index => one.Fields[index]))
        {
            string rest = string.Concat(
                field.Default is { } value ? $", default {value}" : "",
                field.IsPersonal ? ", personal data" : "",
                field.IsKey ? ", the key" : "",
                field.Doc is { } doc ? $": {doc}" : "");
            Line(text, $"  - {OneLine($"{field.Path} ({field.Type}){rest}")}");
        }
    }

    private static IEnumerable<(string Name, string? Value)> FactsOf(CatalogEvent one) =>
    [
        ("", string.Join(' ', new[] { one.Summary, one.Description }.OfType<string>())),
        ("State", one.Retired is { } retired ? $"retired on {retired.Day}: {retired.Reason}"
                + (retired.ReplacedBy is { } next ? $" Replaced by {next}." : "")
            : one.State == CatalogEventState.Undeclared ? "no build declares it"
            : null),
        ("Owner", one.Owner),
        ("Record in C#", one.Record),
        ("Topic", one.Topic),
        ("Key", one.Key),
        ("Compatibility", one.Compatibility),
        ("Feature flag", one.Flag is { } flag ? flag.Name + (flag.RemoveBy is { } day ? $", to be removed by {day}" : "") : null),
        ("Personal data", one.HasPersonalData switch
        {
            CatalogPersonalData.Yes => string.Join(", ", one.PersonalData),
            CatalogPersonalData.No => "none",
            _ => "not known",
        }),
        ("Versions", string.Join(", ", one.Versions.Select(version => version.Id))),
        ("Sent by", string.Join(", ", one.Publishers.Where(publisher => publisher.Seen is null).Select(Sender).Distinct())),
        ("Seen on the bus, not explained by builds and settings", string.Join("; ", one.Publishers.Select(Seen).OfType<string>())),
        ("Read by", Readers(one.Subscribers)),
        ("May be read by", Readers(one.PossibleSubscribers)),
        ("Justified breaks", string.Join("; ", one.JustifiedBreaks.Select(justified => string.Concat(
            $"{justified.Rule} at {justified.Subject}",
            justified.To is { } to ? $" from version {justified.From} to {to}" : "",
            justified.Reason is { } reason ? $": {reason}" : "",
            justified.AgreedBy is { } who ? $" (agreed by {who})" : "",
            justified.Expires is { } day ? $" (until {day})" : "")))),
        ("Source", one.File is { } file ? one.Line is { } line ? $"{file}:{line}" : file : null),
    ];

    private static string Sender(CatalogPublisher publisher) => string.Concat(
        publisher.Service,
        publisher.IsEnabled == false ? " (off)" : "",
        publisher.Settings.Count > 0 ? $" by {string.Join(", ", publisher.Settings.Select(one => $"{one.Name} = {one.Value}"))}" : "");

    private static string? Seen(CatalogPublisher publisher) => publisher.Seen is { } seen
        ? string.Concat(
            $"{publisher.Service} ({SightingWords.Of(seen.Why)}): {Counted.Of(seen.Messages, "message")}",
            publisher.Version is { } version ? $" with version {version}" : "",
            seen.Last is { } last ? FormattableString.Invariant($", last on {last:yyyy-MM-dd}") : "")
        : null;

    private static string Readers(IEnumerable<CatalogSubscriber> subscribers) => string.Join(", ", subscribers
        .Select(subscriber => string.Concat(
            subscriber.Service,
            subscriber.Group is { } group ? $" (group {group})" : "",
            subscriber.Version is { } version ? $" with version {version}" : ""))
        .Distinct());

    private static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "nothing" : string.Join(", ", names.Select(OneLine));

    private static string Word(CatalogServiceKind kind) => kind == CatalogServiceKind.Library ? "library" : "service";

    // A name with a line end could begin a section.
    private static string OneLine(string text) => Space().Replace(text, " ");

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
