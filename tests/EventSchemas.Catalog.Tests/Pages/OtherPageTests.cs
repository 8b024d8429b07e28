namespace EventSchemas.Catalog.Tests;

/// <summary>The overview, the services, what has to be reviewed, and what is empty.</summary>
public sealed class OtherPageTests(Chromium chromium, CatalogSites sites, CatalogTab tab) : IClassFixture<CatalogTab>
{
    [Fact]
    public async Task A_service_says_what_it_sends_and_handles()
    {
        CatalogPage catalog = await tab.GoToAsync("#/services");

        await catalog.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "billing", Exact = true }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("billing");
        await Expect(catalog.Section("Publishes")).ToContainTextAsync("InvoiceIssued");
        await Expect(catalog.Section("Handles").GetByRole(AriaRole.Row, new() { Name = "OrderPlaced" }))
            .ToContainTextAsync("newest: unshipped version");
        await Expect(catalog.Section("Groups and dead-letter topics").GetByRole(AriaRole.Row, new() { Name = "billing.dead-letter" }))
            .ToContainTextAsync("forget");
    }

    [Fact]
    public async Task A_handler_of_any_event_is_told()
    {
        CatalogPage catalog = await tab.GoToAsync("#/service/mail");

        await Expect(catalog.Section("Handles")).ToContainTextAsync("any event");
        await Expect(catalog.Section("Handles")).ToContainTextAsync("Acme.Mail.Audit");
        await Expect(catalog.Section("Groups and dead-letter topics")).ToContainTextAsync("audit");
    }

    [Fact]
    public async Task A_service_in_Python_says_what_its_settings_say_and_nothing_else()
    {
        CatalogPage catalog = await tab.GoToAsync("#/service/crm");
        ILocator moved = catalog.Section("Publishes").GetByRole(AriaRole.Row, new() { Name = "CustomerMoved" });

        await Expect(moved).ToContainTextAsync("crm-customers");
        await Expect(moved).ToContainTextAsync("switched off");
        await Expect(moved).ToContainTextAsync("crm/settings.py:9");
        await Expect(catalog.Section("Handles")).ToContainTextAsync("It isn’t known what it handles");
        await Expect(catalog.Section("Groups and dead-letter topics")).ToContainTextAsync("Its groups aren’t known");
    }

    [Theory]
    [InlineData("Expired flags and flags due soon", "InvoiceIssuedEvent")]
    [InlineData("Justified breaks", "agreed by team-shipping")]
    [InlineData("Older versions in use", "billingversion 1reads itunshipped version")]
    [InlineData("Publishers that are switched off", "CustomerMoved")]
    [InlineData("Read by handlers of any event only", "ParcelLost")]
    [InlineData("Published, never consumed", "ReminderSent")]
    [InlineData("Consumed, never published", "ProductRenamed")]
    [InlineData("Personal data", "customer.email")]
    [InlineData("Retired events", "org.acme.order.placed.v0")]
    public async Task The_review_lists_what_somebody_should_look_at(string report, string entry)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/review");

        await Expect(catalog.Section(report)).ToContainTextAsync(entry);
    }

    [Fact]
    public async Task What_needs_attention_leads_to_its_report()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "older versions in use" }).ClickAsync();

        ILocator report = catalog.Page.GetByRole(AriaRole.Heading, new() { Name = "Older versions in use" });
        await Expect(report).ToBeFocusedAsync();
        await Expect(report).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("#/", "Nothing needs attention")]
    [InlineData("#/events", "No event yet")]
    [InlineData("#/services", "No service yet")]
    [InlineData("#/map", "Nothing is connected here")]
    [InlineData("#/review", "No build contradicts another")]
    public async Task An_empty_catalogue_says_so(string address, string words)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Empty, address);

        await Expect(catalog.Page.Locator(".empty").First).ToContainTextAsync(words);
        Assert.Empty(catalog.Complaints);
    }

    [Theory]
    [InlineData("#/event/%zz")]
    [InlineData("#/service/nobody")]
    [InlineData("#/map/planet/mars")]
    [InlineData("#/nowhere")]
    public async Task An_unknown_address_says_so(string address)
    {
        CatalogPage catalog = await tab.GoToAsync(address);

        await Expect(catalog.Title).ToHaveTextAsync("Not found");
        Assert.Empty(catalog.Complaints);
    }

    [Fact]
    public async Task Paper_gets_the_content_in_dark_ink()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(
            sites.Acme, $"#/event/{SampleCatalogs.Invoice}", CatalogView.Desktop with { Scheme = ColorScheme.Dark });

        await catalog.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(catalog.Page.GetByRole(AriaRole.Banner)).ToBeHiddenAsync();
        await Expect(catalog.Section("Fields")).ToBeVisibleAsync();
        await Expect(catalog.Page.Locator("html")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
    }
}
