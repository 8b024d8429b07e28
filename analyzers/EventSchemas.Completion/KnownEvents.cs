using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Completion;

/// <summary>The events that the projects of a solution declare, and the flags of their configuration files.</summary>
sealed class KnownEvents
{
    private readonly IReadOnlyList<AttributeSyntax> _events;
    private readonly IReadOnlyList<(string Flag, string File)> _declaredFlags;

    private KnownEvents(IReadOnlyList<AttributeSyntax> events, IReadOnlyList<(string Flag, string File)> declaredFlags)
    {
        _events = events;
        _declaredFlags = declaredFlags;
    }

    /// <summary>The event types that would come next, without those that are declared.</summary>
    public IEnumerable<Suggestion> NextEventTypes
    {
        get
        {
            var declared = new HashSet<string>(Texts(name: null).Select(item => item.Text), StringComparer.Ordinal);
            return Texts(name: null)
                .Select(item => new Suggestion(NextEventType.After(item.Text).EventType, $"after {item.Origin}"))
                .Where(item => !declared.Contains(item.Text));
        }
    }

    /// <summary>The topics.</summary>
    public IEnumerable<Suggestion> Topics => Texts("Topic");

    /// <summary>The flags of events, and those that configuration files declare.</summary>
    public IEnumerable<Suggestion> Flags => Once(
        Texts("FeatureFlag").Concat(_declaredFlags.Select(item => new Suggestion(item.Flag, item.File))));

    /// <summary>The known events of a solution.</summary>
    /// <param name="solution">The solution.</param>
    /// <param name="except">The attribute that is being typed.</param>
    /// <param name="cancellationToken">Cancels reading the files.</param>
    public static async Task<KnownEvents> OfAsync(Solution solution, AttributeSyntax except, CancellationToken cancellationToken)
    {
        var events = new List<AttributeSyntax>();
        var flags = new List<(string Flag, string File)>();
        foreach (Project project in solution.Projects.Where(project => project.Language == LanguageNames.CSharp))
        {
            foreach (Document document in project.Documents)
            {
                SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                if (MayHaveEvents(text.ToString())
                    && await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is { } root)
                {
                    events.AddRange(root.DescendantNodes()
                        .OfType<AttributeSyntax>()
                        .Where(attribute => EventSyntax.IsEvent(attribute) && attribute != except));
                }
            }

            foreach (TextDocument file in project.AdditionalDocuments.Where(file => AppSettings.IsAppSettings(file.FilePath)))
            {
                SourceText text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
                flags.AddRange((AppSettings.TryParse(text.ToString())?.Flags ?? []).Select(flag => (flag, file.Name)));
            }
        }

        return new KnownEvents(events, flags);
    }

    private static bool MayHaveEvents(string text) =>
        text.Contains(WellKnownNames.OpenEdxEvent) || text.Contains(WellKnownNames.AvroEvent);

    private IEnumerable<Suggestion> Texts(string? name) => Once(_events
        .Select(attribute => (Text: TextOf(attribute, name), Record: EventSyntax.RecordOf(attribute)))
        .Where(item => item.Text is not null)
        .Select(item => new Suggestion(item.Text!, item.Record)));

    private static string? TextOf(AttributeSyntax attribute, string? name) =>
        name is null ? EventSyntax.EventTypeOf(attribute) : EventSyntax.TextOf(attribute, name);

    private static IEnumerable<Suggestion> Once(IEnumerable<Suggestion> suggestions) =>
        suggestions.GroupBy(item => item.Text, StringComparer.Ordinal).Select(group => group.First());
}
