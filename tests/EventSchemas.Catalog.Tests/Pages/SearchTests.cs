namespace EventSchemas.Catalog.Tests;

/// <summary>Search as you type, and the filters of the list of events.</summary>
public sealed class SearchTests(Chromium chromium, CatalogSites sites, CatalogTab tab) : IClassFixture<CatalogTab>
{
    private const string Others = "Services and more";

    [Theory]
    [InlineData("InvoicePaid", "Events", "InvoicePaid")]
    [InlineData("paid invoice", "Events", "InvoicePaid")]
    [InlineData("invoise paid", "Events", "InvoicePaid")]
    [InlineData("org.acme.order.cancelled", "Events", "OrderCancelled")]
    [InlineData("customer.email", "Fields", "customer.email")]
    [InlineData("printed on the", "Fields", "invoice_number")]
    [InlineData("shipping", Others, "Service shipping")]
    [InlineData("team-crm", Others, "Owner team-crm")]
    [InlineData("InvoiceIssuedEvent", Others, "Flag InvoiceIssuedEvent")]
    [InlineData("parcels", Others, "Topic parcels")]
    [InlineData("LabelPrinter", Others, "Handler label")]
    [InlineData("ship.dead-letter", Others, "Group ship")]
    [InlineData("EVS3006", Others, "Rule EVS3006")]
    [InlineData("dead letter", Others, "Word Dead letters")]
    [InlineData("retired", Others, "State Retired")]
    [InlineData("expired", Others, "State Expired flag")]
    [InlineData("orphan", Others, "State Any orphan")]
    [InlineData("switched off", Others, "State Publisher switched off")]
    public async Task What_is_typed_is_found(string query, string group, string found)
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.SearchBox.FillAsync(query);

        await Expect(catalog.Title).ToContainTextAsync(query);
        await Expect(catalog.Section(group).GetByRole(AriaRole.Link, new() { Name = found, Exact = true }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_screen_reader_is_told_how_much_was_found()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.SearchBox.FillAsync("currency");

        await Expect(catalog.Count).ToHaveTextAsync("0 events, 1 field");
        await Expect(catalog.Count).ToHaveAttributeAsync("role", "status");
    }

    [Fact]
    public async Task A_found_field_leads_to_its_row()
    {
        CatalogPage catalog = await tab.GoToAsync("#/events?q=email");

        await catalog.Section("Fields").GetByRole(AriaRole.Link).First.ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("InvoiceIssued");
        await Expect(catalog.Page.Locator("tr[data-target]")).ToContainTextAsync("email");
        await Expect(catalog.Page.Locator("tr[data-target]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Back_leads_to_where_the_search_started()
    {
        CatalogPage catalog = await tab.GoToAsync("#/services");

        await catalog.SearchBox.PressSequentiallyAsync("paid");
        await Expect(catalog.Rows).ToHaveCountAsync(1);
        await catalog.Page.GoBackAsync();

        await Expect(catalog.Title).ToHaveTextAsync("Services");
        await Expect(catalog.SearchBox).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.SearchBox.FillAsync("zzzzzz");
        await Expect(catalog.Page.Locator(".empty")).ToContainTextAsync("Nothing found");
        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "Show all events" }).ClickAsync();

        await Expect(catalog.Rows).ToHaveCountAsync(14);
    }

    [Theory]
    [InlineData("Owner", "team-billing", 3)]
    [InlineData("Subdomain", "crm", 3)]
    [InlineData("Flag state", "Expired flag", 1)]
    [InlineData("Personal data", "With personal data", 3)]
    [InlineData("Orphans", "Any orphan", 6)]
    [InlineData("Orphans", "Never consumed", 3)]
    [InlineData("Changed", "Changed lately", 1)]
    [InlineData("State", "Retired", 1)]
    [InlineData("In use", "Older version in use", 2)]
    [InlineData("In use", "Publisher switched off", 1)]
    [InlineData("Rule", "EVS3006", 1)]
    public async Task A_filter_narrows_the_list(string filter, string choice, int events)
    {
        CatalogPage catalog = await tab.GoToAsync("#/events");

        await catalog.Page.GetByLabel(filter, new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = choice });

        await Expect(catalog.Rows).ToHaveCountAsync(events);
        await Expect(catalog.Count).ToHaveTextAsync(events == 1 ? "1 event" : $"{events} events");
    }

    [Fact]
    public async Task Filters_hold_together_and_in_the_address()
    {
        CatalogPage catalog = await tab.GoToAsync("#/events?owner=team-billing&orphan=neverConsumed");

        await Expect(catalog.Rows).ToHaveCountAsync(1);
        await Expect(catalog.Rows).ToContainTextAsync("ReminderSent");
        await catalog.SearchBox.FillAsync("paid");
        await Expect(catalog.Page.Locator(".empty")).ToContainTextAsync("No event passes these filters.");
        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "Clear filters" }).ClickAsync();

        await Expect(catalog.Rows).ToContainTextAsync("InvoicePaid");
    }

    [Fact]
    public async Task A_long_list_comes_in_parts()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.ManyEvents, "#/events");

        await Expect(catalog.Count).ToHaveTextAsync("200 events");
        await Expect(catalog.Rows).ToHaveCountAsync(60);
        await catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Show 60 more events" }).ClickAsync();

        await Expect(catalog.Rows).ToHaveCountAsync(120);
    }
}
