using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>Catalogues that were written for the tests, each a file.</summary>
public sealed class CatalogSites : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas catalogue ");
    private readonly Lazy<CatalogSite> _acme;
    private readonly Lazy<CatalogSite> _manyEvents;
    private readonly Lazy<CatalogSite> _empty;

    /// <summary>Writes nothing yet.</summary>
    public CatalogSites()
    {
        _acme = new(() => Write("acme", SampleCatalogs.Acme()));
        _manyEvents = new(() => Write("many", SampleCatalogs.WithEvents(200)));
        _empty = new(() => Write("empty", SampleCatalogs.Empty()));
    }

    /// <summary>Five services with every kind of thing that the page shows.</summary>
    public CatalogSite Acme => _acme.Value;

    /// <summary>Two hundred events of many services.</summary>
    public CatalogSite ManyEvents => _manyEvents.Value;

    /// <summary>Nothing at all.</summary>
    public CatalogSite Empty => _empty.Value;

    /// <summary>Writes a catalogue.</summary>
    public CatalogSite Write(string name, JsonObject catalog)
    {
        string file = Path.Combine(_folder.FullName, $"{name}.html");
        File.WriteAllText(file, Tool.CatalogPage.Of(catalog["title"]!.GetValue<string>(), catalog.ToJsonString()));
        return new CatalogSite(file);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>A catalogue in a file.</summary>
public sealed record CatalogSite(string File);
