namespace EventSchemas.Catalog.Tests;

/// <summary>The overview, the services, what has to be reviewed, and what is empty.</summary>
public sealed class OtherPageTests(Chromium chromium, CatalogSites sites)
{
    [Fact]
    public async Task A_service_says_what_it_sends_and_handles()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/services");

        await catalog.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "billing", Exact = true }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("billing");
        await Expect(catalog.Section("Publishes")).ToContainTextAsync("InvoiceIssued");
        await Expect(catalog.Section("Handles").GetByRole(AriaRole.Row, new() { Name = "OrderPlaced" }))
            .ToContainTextAsync("newest: unshipped version");
        await Expect(catalog.Section("Groups and dead-letter topics")).ToContainTextAsync("billing.dead-letter");
    }

    [Fact]
    public async Task A_handler_of_any_event_is_told()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/service/mail");

        await Expect(catalog.Section("Handles")).ToContainTextAsync("any event");
        await Expect(catalog.Section("Handles")).ToContainTextAsync("Acme.Mail.Audit");
    }

    [Theory]
    [InlineData("Expired flags and flags due soon", "InvoiceIssuedEvent")]
    [InlineData("Justified breaks", "EVS3006 Widened member breaks readers")]
    [InlineData("Published, never consumed", "ReminderSent")]
    [InlineData("Consumed, never published", "ProductRenamed")]
    [InlineData("Personal data", "customer.email")]
    [InlineData("Retired events", "OrderPlacedV0")]
    public async Task The_review_lists_what_somebody_should_look_at(string report, string entry)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/review");

        await Expect(catalog.Section(report)).ToContainTextAsync(entry);
    }

    [Fact]
    public async Task What_needs_attention_leads_to_its_report()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "events never consumed" }).ClickAsync();

        ILocator report = catalog.Page.GetByRole(AriaRole.Heading, new() { Name = "Published, never consumed" });
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
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, address);

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
