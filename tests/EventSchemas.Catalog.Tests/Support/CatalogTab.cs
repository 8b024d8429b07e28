namespace EventSchemas.Catalog.Tests;

/// <summary>
/// One window with the catalogue of <see cref="CatalogSites.Acme"/> for the tests of a class: a new one for each takes longer.
/// </summary>
public sealed class CatalogTab(Chromium chromium, CatalogSites sites) : IAsyncDisposable
{
    private CatalogPage? _page;

    /// <summary>Opens the catalogue anew at an address.</summary>
    public async Task<CatalogPage> GoToAsync(string address = "#/")
    {
        if (_page is null)
        {
            _page = await chromium.OpenAsync(sites.Acme, address);
        }
        else
        {
            await _page.GoToAsync(address);
        }

        return _page;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _page?.DisposeAsync() ?? ValueTask.CompletedTask;
}
