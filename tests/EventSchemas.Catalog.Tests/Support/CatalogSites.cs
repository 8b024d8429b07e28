using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>Catalogues that were written for the tests, each a file.</summary>
public sealed class CatalogSites : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eventschemas catalogue ");
    private readonly Lazy<CatalogSite> _acme;
    private readonly Lazy<CatalogSite> _manyEvents;
    private readonly Lazy<CatalogSite> _empty;
    private SampleCatalogs? _samples;

    /// <summary>Writes nothing yet.</summary>
    public CatalogSites()
    {
        _acme = new(() => Write("acme", Samples.Acme()));
        _manyEvents = new(() => Write("many", Samples.WithEvents(200)));
        _empty = new(() => Write("empty", Samples.Empty()));
    }

    /// <summary>Their data.</summary>
    public SampleCatalogs Samples => _samples!;

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
    public async ValueTask InitializeAsync() => _samples = new SampleCatalogs(await AcmeCatalog.MakeAsync());

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A catalogue in a file.</summary>
public sealed record CatalogSite(string File);
