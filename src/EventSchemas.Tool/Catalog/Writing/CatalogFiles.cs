namespace EventSchemas.Tool;

/// <summary>The files of a catalogue.</summary>
static class CatalogFiles
{
    public const string Page = "index.html";

    public const string Json = "catalog.json";

    public const string AsyncApi = "asyncapi.json";

    public const string LlmsText = "llms.txt";

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [Page, Json, AsyncApi, LlmsText];

    /// <summary>The texts of a catalogue by their names.</summary>
    public static IReadOnlyDictionary<string, string> Of(Catalog catalog)
    {
        string json = CatalogJson.ToText(catalog);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Page] = CatalogPage.Of(catalog.Title, json),
            [Json] = json + "\n",
            [AsyncApi] = AsyncApiDocument.Of(catalog),
            [LlmsText] = LlmsDocument.Of(catalog),
        };
    }
}
