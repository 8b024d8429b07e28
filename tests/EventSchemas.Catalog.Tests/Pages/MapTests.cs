using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

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
        await Expect(map.Locator(".node-service")).ToHaveTextAsync(["billing", "/acme/billing-batch", "mail", "shipping"]);
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

        await Focus(catalog).ClickAsync();
        await catalog.Page.GetByRole(AriaRole.Group, new() { Name = "Topics" })
            .GetByRole(AriaRole.Option, new() { Name = "parcels" }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("Map around parcels");
        await Expect(catalog.Title).ToBeFocusedAsync();
        await Expect(Focus(catalog)).ToHaveValueAsync("parcels");
    }

    [Fact]
    public async Task Keys_move_through_the_list_and_only_enter_chooses()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator active = catalog.Page.Locator("[role=option][aria-selected=true]");
        ILocator options = catalog.Page.GetByRole(AriaRole.Option);

        await Focus(catalog).FocusAsync();
        foreach (string key in (string[])["ArrowDown", "ArrowDown", "ArrowDown", "PageDown", "ArrowUp"])
        {
            await catalog.Page.Keyboard.PressAsync(key);
            await Expect(active).ToHaveCountAsync(1);
            await Expect(Focus(catalog)).ToHaveAttributeAsync("aria-activedescendant", (await active.GetAttributeAsync("id"))!);
            await Expect(active).ToBeInViewportAsync();
        }

        await Expect(catalog.Title).ToHaveTextAsync("Map");
        Assert.EndsWith("#/map", catalog.Page.Url, StringComparison.Ordinal);
        await catalog.Page.Keyboard.PressAsync("End");
        await Expect(options.Last).ToHaveAttributeAsync("aria-selected", "true");
        await catalog.Page.Keyboard.PressAsync("Home");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await catalog.Page.Keyboard.PressAsync("ArrowDown");
        await catalog.Page.Keyboard.PressAsync("Enter");

        await Expect(catalog.Title).ToHaveTextAsync("Map around Acme.Billing.Contracts");
        await Expect(catalog.Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_list_is_narrowed_by_typing_and_escape_leaves_it()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map/service/billing");
        ILocator list = catalog.Page.GetByRole(AriaRole.Listbox, new() { Name = "Focus on" });

        await Focus(catalog).FillAsync("order placed v1");
        await Expect(list.GetByRole(AriaRole.Option)).ToHaveTextAsync(["OrderPlaced"]);
        await Expect(catalog.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 choice" })).ToHaveCountAsync(1);
        await Focus(catalog).FillAsync("zzz");
        await Expect(list).ToContainTextAsync("Nothing is called so");
        await catalog.Page.Keyboard.PressAsync("Escape");

        await Expect(list).ToBeHiddenAsync();
        await Expect(Focus(catalog)).ToHaveValueAsync("billing");
        await Expect(Focus(catalog)).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(Focus(catalog)).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_open_list_has_no_violation(bool isPhone)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/map", isPhone ? CatalogView.Phone : CatalogView.Desktop);
        await Focus(catalog).ClickAsync();

        AxeResult result = await catalog.Page.RunAxe();

        Assert.Equal([], result.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        Assert.Equal(0, await catalog.OverhangAsync());
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

    private static ILocator Focus(CatalogPage catalog) => catalog.Page.GetByRole(AriaRole.Combobox, new() { Name = "Focus on" });

    private static ILocator Map(CatalogPage catalog) => catalog.Page.GetByRole(AriaRole.Region, new() { Name = "Map" });

    private static bool Overlap(LocatorBoundingBoxResult a, LocatorBoundingBoxResult b) =>
        a.X < b.X + b.Width && b.X < a.X + a.Width && a.Y < b.Y + b.Height && b.Y < a.Y + a.Height;
}
