namespace EventSchemas.Catalog.Tests;

/// <summary>Back and forward show a page as it was left; a link leads to the top of a page.</summary>
public sealed class HistoryTests(Chromium chromium, CatalogSites sites)
{
    private const string Invoice = $"#/event/{SampleCatalogs.Invoice}";

    [Fact]
    public async Task Back_finds_a_long_list_as_it_was_left()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.ManyEvents, "#/events?flagState=(none)");
        ILocator last = catalog.Rows.Last.GetByRole(AriaRole.Link).First;
        await catalog.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Show \\d+ more events") }).ClickAsync();
        int rows = await catalog.Rows.CountAsync();
        await last.ScrollIntoViewIfNeededAsync();
        int scroll = await catalog.ScrollAsync();

        await last.ClickAsync();
        await Expect(catalog.Title).ToBeFocusedAsync();
        Assert.Equal(0, await catalog.ScrollAsync());
        await catalog.Page.GoBackAsync();

        await Expect(last).ToBeFocusedAsync();
        Assert.Equal((rows, scroll), (await catalog.Rows.CountAsync(), await catalog.ScrollAsync()));
        Assert.InRange(scroll, 1000, int.MaxValue);
    }

    [Fact]
    public async Task Forward_and_a_reload_find_it_too()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/review");
        await catalog.Section("Retired events").GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(catalog.Title).ToBeFocusedAsync();
        await catalog.Section("Versions").GetByText("Avro schema").Last.ClickAsync();
        await catalog.ScrollToAsync(300);

        await catalog.Page.GoBackAsync();
        await Expect(catalog.Title).ToHaveTextAsync("Review");
        await catalog.Page.GoForwardAsync();
        await Expect(catalog.Title).ToHaveTextAsync("org.acme.order.placed.v0");
        Assert.Equal(300, await catalog.ScrollAsync());
        await catalog.Page.ReloadAsync();

        await Expect(catalog.Page.GetByRole(AriaRole.Group, new() { Name = "Schema of version 1" })).ToBeVisibleAsync();
        Assert.Equal(300, await catalog.ScrollAsync());
    }

    [Fact]
    public async Task Back_from_another_site_finds_it_too()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Invoice);
        await catalog.ScrollToAsync(700);

        await catalog.Page.GotoAsync("about:blank");
        await catalog.Page.GoBackAsync();

        await Expect(catalog.Title).ToHaveTextAsync("InvoiceIssued");
        Assert.Equal(700, await catalog.ScrollAsync());
    }

    [Fact]
    public async Task A_section_is_shown_again_by_the_same_link()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Invoice);
        ILocator link = catalog.Page.GetByRole(AriaRole.Navigation, new() { Name = "On this page" })
            .GetByRole(AriaRole.Link, new() { Name = "Versions", Exact = true });
        ILocator heading = catalog.Section("Versions").GetByRole(AriaRole.Heading, new() { Name = "Versions" });

        await link.ClickAsync();
        await Expect(heading).ToBeFocusedAsync();
        await Expect(heading).ToBeInViewportAsync();
        await catalog.ScrollToAsync(0);
        await link.ClickAsync();

        await Expect(heading).ToBeFocusedAsync();
        await Expect(heading).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_link_to_a_page_that_was_seen_begins_at_its_top()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/review");
        await catalog.ScrollToAsync(900);
        ILocator pages = catalog.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" });

        await pages.GetByRole(AriaRole.Link, new() { Name = "Services" }).ClickAsync();
        await Expect(catalog.Title).ToHaveTextAsync("Services");
        await pages.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("Review");
        await Expect(catalog.Title).ToBeFocusedAsync();
        Assert.Equal(0, await catalog.ScrollAsync());
    }

    [Fact]
    public async Task Without_storage_back_still_finds_it()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);
        await catalog.Page.AddInitScriptAsync(
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });");
        await catalog.GoToAsync(Invoice);
        await catalog.ScrollToAsync(700);

        await catalog.Page.EvaluateAsync("location.hash = '#/map'");
        await Expect(catalog.Title).ToHaveTextAsync("Map");
        await catalog.Page.GoBackAsync();

        await Expect(catalog.Title).ToHaveTextAsync("InvoiceIssued");
        Assert.Equal(700, await catalog.ScrollAsync());
        Assert.Empty(catalog.Complaints);
    }

    [Fact]
    public async Task What_passes_a_filter_is_shown_from_its_beginning()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.ManyEvents, "#/events");
        await catalog.ScrollToAsync(4000);

        await catalog.Page.GetByLabel("Owner", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "team-billing" });

        await Expect(catalog.Count).ToHaveTextAsync("20 events");
        await Expect(catalog.Rows.First).ToBeInViewportAsync();
        await Expect(catalog.Page.GetByLabel("Owner", new() { Exact = true })).ToBeInViewportAsync();
    }

    [Fact]
    public async Task More_of_a_list_goes_on_where_it_ended()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.ManyEvents, "#/events");
        ILocator more = catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Show 60 more events" });

        await more.FocusAsync();
        await catalog.Page.Keyboard.PressAsync("Enter");

        await Expect(catalog.Rows.Nth(60).GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
    }
}
