using System.IO.Compression;
using System.Net;
using System.Text;

namespace EventSchemas.Tool;

/// <summary>The site: one page that the tool carries, with the catalogue in it.</summary>
static class CatalogPage
{
    private const string Resource = "catalog/index.html";
    private const string TitlePlace = "__CATALOG_TITLE__";
    private const string DataPlace = "__CATALOG_DATA__";

    /// <summary>The page of a catalogue.</summary>
    /// <param name="title">The title.</param>
    /// <param name="json">The catalogue as JSON.</param>
    public static string Of(string title, string json)
    {
        using Stream stream = typeof(CatalogPage).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);

        // The title first: it is looked at for the other place.
        return reader.ReadToEnd()
            .Replace(TitlePlace, WebUtility.HtmlEncode(title).Replace(DataPlace, "", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace(DataPlace, Compress(json), StringComparison.Ordinal);
    }

    // A thousand events are several megabytes of JSON. In base64 nothing can end the element that they are in.
    private static string Compress(string json)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        return Convert.ToBase64String(compressed.ToArray());
    }
}
