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
            .ToContainTextAsync("newest: the version in the code, not released yet");
        await Expect(catalog.Section("Groups and dead-letter topics").GetByRole(AriaRole.Row, new() { Name = "forget" }))
            .ToContainTextAsync("billing.dead-letter");
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
    [InlineData("Older versions in use", "billingversion 1reads itthe version in the code, not released yet")]
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

    [Fact]
    public async Task Words_are_explained_where_they_stand()
    {
        CatalogPage catalog = await tab.GoToAsync("#/review");

        await catalog.Section("Published, never consumed").GetByRole(AriaRole.Link, new() { Name = "What it means: Orphan" }).ClickAsync();
        await Expect(catalog.Page.GetByRole(AriaRole.Heading, new() { Name = "Orphan" })).ToBeFocusedAsync();
        await catalog.Page.GoBackAsync();
        await Expect(catalog.Section("Published, never consumed").GetByRole(AriaRole.Link, new() { Name = "What it means: Orphan" }))
            .ToBeFocusedAsync();
        await catalog.GoToAsync($"#/event/{SampleCatalogs.Invoice}");
        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "Flag expired 28 days ago: what it means" }).ClickAsync();

        await Expect(catalog.Page.GetByRole(AriaRole.Heading, new() { Name = "Flag, expired flag" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_word_that_a_page_links_to_is_explained()
    {
        CatalogPage catalog = await tab.GoToAsync("#/words");
        string[] explained = await catalog.Page.Locator(".word")
            .EvaluateAllAsync<string[]>("words => words.map(word => word.dataset.section)");
        var linked = new HashSet<string>(StringComparer.Ordinal);

        foreach ((_, string address) in CatalogAddresses.All)
        {
            await catalog.GoToAsync(address);
            linked.UnionWith(await catalog.Page.Locator("a[href^='#/words/']")
                .EvaluateAllAsync<string[]>("links => links.map(link => link.hash.slice('#/words/'.length))"));
        }

        Assert.InRange(linked.Count, 10, explained.Length);
        Assert.Subset(explained.ToHashSet(StringComparer.Ordinal), linked);
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
