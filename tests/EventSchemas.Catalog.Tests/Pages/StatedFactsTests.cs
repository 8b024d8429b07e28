using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSchemas.Catalog.Tests;

/// <summary>What the page says of publishers, personal data, justifications, conflicts and counts is what is known.</summary>
public sealed class StatedFactsTests(CatalogTab tab) : IClassFixture<CatalogTab>
{
    private const string Batch = "/acme/billing-batch";

    [Fact]
    public async Task A_source_that_no_build_explains_is_a_publisher_that_was_seen_only()
    {
        CatalogPage catalog = await tab.GoToAsync($"#/event/{SampleCatalogs.Invoice}");
        ILocator uses = catalog.Section("Who sends and reads it");

        ILocator seen = uses.Locator(".uses > li").Filter(new() { HasText = Batch });
        await Expect(seen).ToContainTextAsync("seen on the bus only no build of it is known");
        await Expect(seen).ToContainTextAsync("12 messages, the last one on 27 Nov 2026");
        ILocator versions = uses.GetByRole(AriaRole.Group, new() { Name = "Versions in use" });
        await Expect(versions.GetByRole(AriaRole.Row, new() { Name = "version 2" })).ToContainTextAsync($"{Batch} seen only");
    }

    [Fact]
    public async Task A_source_that_no_build_explains_is_in_the_review_and_found_by_a_search()
    {
        CatalogPage catalog = await tab.GoToAsync("#/review");

        await Expect(catalog.Section("Seen on the bus, not explained").GetByRole(AriaRole.Row, new() { Name = "InvoiceIssued" }))
            .ToContainTextAsync($"{Batch}version 2no build of it is known12");
        await catalog.GoToAsync("#/events?q=billing-batch");
        await catalog.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = Batch }).ClickAsync();

        await Expect(catalog.Rows).ToHaveCountAsync(1);
        await Expect(catalog.Rows.First).ToContainTextAsync("InvoiceIssued");
    }

    [Fact]
    public async Task A_service_that_can_not_read_what_is_sent_is_said_first()
    {
        CatalogPage catalog = await tab.GoToAsync("#/");
        await catalog.Page.GetByRole(AriaRole.Link, new() { Name = "1 reader that can’t read what is sent" }).ClickAsync();

        ILocator row = catalog.Section("Readers that can’t read what is sent").GetByRole(AriaRole.Row, new() { Name = "InvoiceIssued" });
        await Expect(row).ToContainTextAsync("shippingversion 2version 3 by billing");
        await Expect(row).ToContainTextAsync("agreed by team-shipping");
        await catalog.GoToAsync("#/service/shipping");
        await Expect(catalog.Section("Handles").GetByRole(AriaRole.Row, new() { Name = "InvoiceIssued" }))
            .ToContainTextAsync("can’t read version 3");
    }

    [Theory]
    [InlineData("#/event/org.acme.billing.invoice.issued.v1")]
    [InlineData("#/event/org.acme.crm.customer.moved.v1")]
    [InlineData("#/event/org.acme.stock.taken.v1")]
    public async Task Publishers_and_subscribers_are_as_many_as_are_listed(string address)
    {
        CatalogPage catalog = await tab.GoToAsync(address);

        foreach (string title in (string[])["Publishers", "Subscribers"])
        {
            ILocator half = catalog.Section("Who sends and reads it").Locator(".halves > div")
                .Filter(new() { Has = catalog.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex("^" + title) }) });
            int listed = await half.Locator(".uses > li").CountAsync();
            await Expect(half.Locator(".count")).ToHaveTextAsync(listed.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Without_a_contract_it_is_not_known_whether_an_event_has_personal_data()
    {
        const string merged = "org.acme.crm.customer.merged.v1";
        CatalogPage catalog = await tab.GoToAsync("#/events?personal=no");
        await Expect(catalog.Rows.Filter(new() { HasText = merged })).ToHaveCountAsync(0);
        await catalog.GoToAsync("#/events?personal=unknown");
        await Expect(catalog.Rows.Filter(new() { HasText = merged })).ToContainTextAsync("Personal data not known");
        await catalog.GoToAsync($"#/event/{merged}");

        await Expect(catalog.Page.GetByLabel("Facts")).ToContainTextAsync("Personal datanot known");
    }

    [Fact]
    public async Task Between_versions_that_are_no_neighbours_a_justification_is_at_its_step()
    {
        CatalogPage catalog = await tab.GoToAsync($"#/event/{SampleCatalogs.Invoice}/compare/1/3");
        ILocator step = catalog.Section("Compare versions").Locator(".effects .effects > li");

        await Expect(step).ToHaveCountAsync(1);
        await Expect(step).ToContainTextAsync("From version 2 to version 3");
        await Expect(step).ToContainTextAsync("Agreed by team-shipping.");
        await Expect(catalog.Section("Versions").Locator(".version").First).ToContainTextAsync("Agreed by team-shipping.");
        await Expect(catalog.Section("Justified breaks")).ToContainTextAsync("version 2 and version 3");
    }

    [Fact]
    public async Task A_conflict_says_what_breaks_and_who_has_to_act()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.shipping.parcel.delivered.v1");
        ILocator conflict = catalog.Page.Locator(".conflicts > li");

        await Expect(conflict).ToHaveCountAsync(1);
        await Expect(conflict).ToContainTextAsync("What breaks: orders can read what is written with the schema of shipping");
        await Expect(conflict).ToContainTextAsync("orders has to act");
        await Expect(conflict).ToContainTextAsync("Take version 1 as shipping shipped it");
    }

    [Fact]
    public async Task The_overview_has_as_many_conflicts_as_the_review()
    {
        CatalogPage catalog = await tab.GoToAsync("#/review");
        int all = await catalog.Section("Conflicts").Locator(".conflicts > li").CountAsync();

        await catalog.GoToAsync("#/");

        await Expect(catalog.Section("Conflicts").Locator(".conflicts > li")).ToHaveCountAsync(all);
    }

    [Fact]
    public async Task An_event_that_is_only_switched_off_is_not_called_never_published()
    {
        CatalogPage catalog = await tab.GoToAsync("#/review");

        await Expect(catalog.Section("Consumed, never published")).Not.ToContainTextAsync("CustomerMoved");
        await Expect(catalog.Section("Publishers that are switched off")).ToContainTextAsync("CustomerMoved");
    }

    [Fact]
    public async Task A_retired_event_leads_to_what_replaces_it()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.order.placed.v0");

        await catalog.Page.Locator(".about").GetByRole(AriaRole.Link, new() { Name = "OrderPlaced" }).ClickAsync();

        await Expect(catalog.Title).ToHaveTextAsync("OrderPlaced");
    }

    [Fact]
    public async Task A_setting_in_Python_is_named_where_it_makes_a_publisher()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.crm.customer.moved.v1");

        await Expect(catalog.Section("Who sends and reads it")).ToContainTextAsync(
            "EVENT_BUS_PRODUCER_CONFIG['org.acme.crm.customer.moved.v1']['crm-customers']['enabled'] = False");
    }

    [Fact]
    public async Task A_group_lists_its_handlers_with_their_class_their_code_and_the_version_that_they_read()
    {
        CatalogPage catalog = await tab.GoToAsync("#/service/shipping");
        ILocator row = catalog.Section("Groups and dead-letter topics").GetByRole(AriaRole.Row, new() { Name = "InvoiceIssued" });

        await Expect(row).ToContainTextAsync("Acme.Shipping");
        await Expect(row).ToContainTextAsync("version 2");
        await Expect(row.GetByRole(AriaRole.Link, new() { Name = "Program.cs" })).ToHaveCountAsync(1);
    }
}
