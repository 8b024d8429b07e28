namespace EventSchemas.Catalog.Tests;

/// <summary>The browser that the tests share. Where there is none, they are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The environment variable that names the browser's program, where it isn't one of the usual ones.</summary>
    public const string PathVariable = "EVENTSCHEMAS_BROWSER";

    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly string? _program = Find();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (_program is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = _program,
            Args = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a catalogue at an address such as <c>#/events</c>.</summary>
    public async Task<CatalogPage> OpenAsync(CatalogSite site, string address = "#/", CatalogView? view = null)
    {
        Assert.SkipWhen(
            _program is null, $"There is no Chromium on this machine ({string.Join(", ", Programs)}), and {PathVariable} names none.");
        view ??= CatalogView.Desktop;
        IBrowserContext context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = view.Height },
            ColorScheme = view.Scheme,
        });
        var page = new CatalogPage(context, await context.NewPageAsync(), site);
        await page.GoToAsync(address);
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find()
    {
        string[] folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return Environment.GetEnvironmentVariable(PathVariable)
            ?? folders.SelectMany(_ => Programs, Path.Combine).FirstOrDefault(File.Exists);
    }
}
