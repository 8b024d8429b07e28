using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What is known of an event, before the catalogue tells of it.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Declarations">What the newest builds say; first who owns it. Empty where nobody declares it.</param>
/// <param name="Described">What describes it: the first declaration, or what is left of it; null where nothing does.</param>
/// <param name="Versions">Its versions; null where nothing describes it.</param>
/// <param name="Analysis">What its schemas say; null where nothing describes it.</param>
/// <param name="Publishers">Who sends it.</param>
/// <param name="Subscribers">Who reads it.</param>
/// <param name="PossibleSubscribers">Whose handlers of any event may read it.</param>
/// <param name="Observed">What was seen of it on the bus.</param>
/// <param name="Retirement">That it has ended; null where it hasn't.</param>
/// <param name="ReplacedBy">The event that came after it; null where it hasn't ended, or nothing came.</param>
sealed record EventFacts(
    string EventType,
    IReadOnlyList<DeclaredEvent> Declarations,
    DeclaredEvent? Described,
    EventVersions? Versions,
    EventAnalysis? Analysis,
    IReadOnlyList<CatalogPublisher> Publishers,
    IReadOnlyList<CatalogSubscriber> Subscribers,
    IReadOnlyList<CatalogSubscriber> PossibleSubscribers,
    IReadOnlyList<CatalogObservation> Observed,
    Retirement? Retirement,
    string? ReplacedBy)
{
    /// <summary>What is declared; null where nobody declares it.</summary>
    public DeclaredEvent? Declared => Declarations.Count == 0 ? null : Declarations[0];

    /// <summary>
    /// Which side is missing. A handler of any event reads it, and doesn't ask that somebody sends it. An event of another team is sent by
    /// services that the catalogue need not know, so that it lacks a sender only where it is known to be switched off. What was seen on the
    /// bus is sent, by whomever.
    /// </summary>
    public CatalogOrphan? Orphan
    {
        get
        {
            bool isSent = Publishers.Any(publisher => publisher.IsEnabled != false);
            bool isSentByUs = Publishers.Any(publisher => publisher.IsEnabled != false && publisher.Seen is null);
            bool mayBeSent = isSent || (Declared is { Event.IsMirror: true } && Publishers.Count == 0);
            return Retirement is not null ? null
                : isSentByUs && Subscribers.Count + PossibleSubscribers.Count == 0 ? CatalogOrphan.NeverConsumed
                : mayBeSent || Subscribers.All(subscriber => subscriber.Kind == CatalogHandlerKind.Any) ? null
                : Publishers.Count == 0 ? CatalogOrphan.NeverPublished
                : CatalogOrphan.SwitchedOff;
        }
    }
}
