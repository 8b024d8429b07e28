namespace EventSchemas.Catalog.Tests;

/// <summary>The map of services and events.</summary>
public sealed class MapTests(Chromium chromium, CatalogSites sites, CatalogTab tab) : IClassFixture<CatalogTab>
{
    private const int Topics = 20;

    [Fact]
    public async Task Topics_stand_between_who_sends_and_who_reads()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator map = Map(catalog);

        await Expect(map.Locator("[data-node='p:billing']")).ToBeVisibleAsync();
        await Expect(map.Locator("[data-node='t:invoices']")).ToContainTextAsync("2 events");
        await Expect(map.Locator("[data-node='s:mail']")).ToBeVisibleAsync();
        await Expect(catalog.Page.Locator(".map-note").Last).ToContainTextAsync("mail, shipping may read some of these events too");
    }

    [Fact]
    public async Task A_focus_shows_the_neighbours_only()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator map = Map(catalog);

        await map.Locator("[data-node='p:billing'] a").ClickAsync();
        await Expect(catalog.Title).ToHaveTextAsync("Map around billing");
        await Expect(map.Locator("[data-node='out:invoices']")).ToContainTextAsync("InvoiceIssued");
        await Expect(map.Locator("[data-node='s:mail']")).ToBeVisibleAsync();
        await map.GetByRole(AriaRole.Link, new() { Name = "InvoiceIssued" }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("Map around InvoiceIssued");
        await Expect(map.Locator(".node-service")).ToHaveTextAsync(["billing", "mail", "shipping"]);
    }

    [Fact]
    public async Task What_is_pointed_at_stands_out_with_its_lines()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator map = Map(catalog);

        await map.Locator("[data-node='t:reminders']").HoverAsync();

        await Expect(map.Locator("path.near")).ToHaveCountAsync(1);
        await Expect(map.Locator(".node.near")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task The_focus_is_chosen_from_a_list()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");

        await catalog.Page.GetByLabel("Focus on").SelectOptionAsync(new SelectOptionValue { Label = "parcels" });

        await Expect(catalog.Title).ToHaveTextAsync("Map around parcels");
        await Expect(catalog.Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_table_says_what_the_map_shows()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator table = catalog.Section("The same as a table");

        await Expect(table.GetByRole(AriaRole.Row, new() { Name = "invoices" })).ToContainTextAsync("billing");
        await Expect(table.GetByRole(AriaRole.Row, new() { Name = "invoices" })).ToContainTextAsync("mail, shipping, orders");
        await Expect(table.GetByRole(AriaRole.Row, new() { Name = "reminders" })).ToContainTextAsync("nobody");
    }

    [Fact]
    public async Task Two_hundred_events_stay_readable()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.ManyEvents, "#/map");
        ILocator nodes = Map(catalog).Locator(".node");

        await Expect(Map(catalog).Locator(".node-topic")).ToHaveCountAsync(Topics);
        LocatorBoundingBoxResult[] boxes =
            [.. (await Task.WhenAll((await nodes.AllAsync()).Select(node => node.BoundingBoxAsync()))).Select(box => box!)];
        string[] cut = await nodes.EvaluateAllAsync<string[]>(
            "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth).map(node => node.textContent)");

        Assert.Empty(cut);
        Assert.DoesNotContain(Enumerable.Range(0, boxes.Length), i => boxes.Skip(i + 1).Any(other => Overlap(boxes[i], other)));
        Assert.Equal(0, await catalog.OverhangAsync());
    }

    private static ILocator Map(CatalogPage catalog) => catalog.Page.GetByRole(AriaRole.Region, new() { Name = "Map" });

    private static bool Overlap(LocatorBoundingBoxResult a, LocatorBoundingBoxResult b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
