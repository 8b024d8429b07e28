namespace EventSchemas.Tool;

/// <summary>What isn't explained about messages on the bus, in words.</summary>
static class SightingWords
{
    /// <summary>All of it as one text.</summary>
    public static string Of(IEnumerable<CatalogSurprise> surprises) => string.Join(", ", surprises.Select(surprise => surprise switch
    {
        CatalogSurprise.UnknownService => "no build is known",
        CatalogSurprise.NotRegistered => "its builds and settings don't send it",
        CatalogSurprise.SwitchedOff => "its settings switch it off",
        CatalogSurprise.OtherVersion => "its builds write another version",
        CatalogSurprise.UnknownSchema => "no version has its schema",
        CatalogSurprise.NoEventType => "they name no event",
        _ => "the event was retired before",
    }));
}
