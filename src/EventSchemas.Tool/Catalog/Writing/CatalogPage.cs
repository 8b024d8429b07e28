using System.Net;
using System.Text;

namespace EventSchemas.Tool;

/// <summary>The site: one page that the tool carries, with the catalogue in it.</summary>
static class CatalogPage
{
    private const string Resource = "catalog/index.html";
    private const string TitlePlace = "__CATALOG_TITLE__";
    private const string JsonPlace = "__CATALOG_JSON__";

    // What could end the element that the JSON is in, or a line of a script.
    private static readonly (char Character, string Escape)[] Escapes =
    [
        ('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026"), ('\u2028', "\\u2028"), ('\u2029', "\\u2029"),
    ];

    /// <summary>The page of a catalogue.</summary>
    /// <param name="title">The title.</param>
    /// <param name="json">The catalogue as JSON.</param>
    public static string Of(string title, string json)
    {
        using Stream stream = typeof(CatalogPage).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);

        // The title first: what a catalogue says isn't looked at for places.
        return reader.ReadToEnd()
            .Replace(TitlePlace, WebUtility.HtmlEncode(title).Replace(JsonPlace, "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace(JsonPlace, Safe(json), StringComparison.Ordinal);
    }

    private static string Safe(string json)
    {
        var safe = new StringBuilder(json);
        foreach ((char character, string escape) in Escapes)
        {
            safe.Replace(character.ToString(), escape);
        }

        return safe.ToString();
    }
}
