namespace EventSchemas.Catalog.Tests;

/// <summary>An opened catalogue, and what happened in it.</summary>
public sealed class CatalogPage : IAsyncDisposable
{
    private const float Patience = 10_000;
    private const string Blank = "about:blank";

    private readonly IBrowserContext _context;
    private readonly CatalogSite _site;
    private readonly List<string> _requests = [];
    private readonly List<string> _complaints = [];

    /// <summary>Listens to a page before it goes anywhere.</summary>
    public CatalogPage(IBrowserContext context, IPage page, CatalogSite site)
    {
        _context = context;
        _site = site;
        Page = page;
        page.SetDefaultTimeout(Patience);
        page.Request += (_, request) => _requests.AddRange(request.Url == Blank ? [] : [request.Url]);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Dialog += (_, dialog) => _complaints.Add($"A dialog opened: {dialog.Message}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Add(message.Text);
            }
        };
    }

    /// <summary>The page in the browser.</summary>
    public IPage Page { get; }

    /// <summary>What it asked for.</summary>
    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Errors, warnings and dialogs.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The search box.</summary>
    public ILocator SearchBox => Page.GetByRole(AriaRole.Searchbox);

    /// <summary>The heading of the page.</summary>
    public ILocator Title => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The rows of the list of events.</summary>
    public ILocator Rows => Page.Locator(".event-row");

    /// <summary>How much was found, which a screen reader is told.</summary>
    public ILocator Count => Page.Locator("[data-count]");

    /// <summary>Opens the catalogue anew at an address, and waits until it is shown.</summary>
    public async Task GoToAsync(string address)
    {
        await Page.GotoAsync(Blank);
        await Page.GotoAsync(new Uri(_site.File).AbsoluteUri + address);
        await Title.WaitForAsync();
    }

    /// <summary>The section with this title.</summary>
    public ILocator Section(string title) => Page.GetByRole(AriaRole.Region, new() { Name = title, Exact = true }).First;

    /// <summary>What the elements that have the focus say.</summary>
    public Task<string> FocusedTextAsync() => Page.EvaluateAsync<string>("document.activeElement.textContent");

    /// <summary>How far the page is scrolled.</summary>
    public Task<int> ScrollAsync() => Page.EvaluateAsync<int>("Math.round(scrollY)");

    /// <summary>Scrolls the page.</summary>
    public Task ScrollToAsync(int y) => Page.EvaluateAsync("y => scrollTo(0, y)", y);

    /// <summary>By how many pixels the page is wider than its window.</summary>
    public Task<int> OverhangAsync() =>
        Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
