using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>What the page of an event says.</summary>
public sealed class EventPageTests(Chromium chromium, CatalogSites sites, CatalogTab tab) : IClassFixture<CatalogTab>
{
    private const string LongName = "org.acme.enterprise.subsidiary_invoice_adjustment_and_correction.issued.v1";
    private const string Address = $"#/event/{SampleCatalogs.Invoice}";

    [Fact]
    public async Task It_says_what_the_event_means_and_who_has_to_do_with_it()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator facts = catalog.Page.GetByRole(AriaRole.Complementary, new() { Name = "Facts" });
        ILocator uses = catalog.Section("Who sends and reads it");

        await Expect(catalog.Page.Locator(".lead")).ToContainTextAsync("An invoice was issued and sent to the customer.");
        await Expect(facts).ToContainTextAsync("team-billing");
        await Expect(facts).ToContainTextAsync("Expired 28 days ago");
        await Expect(facts).ToContainTextAsync("last day 31 Oct 2026");
        await Expect(facts).ToContainTextAsync("FULL_TRANSITIVE");
        await Expect(facts).ToContainTextAsync("Invoicing/InvoiceIssued.cs:9");
        await Expect(facts.Locator("a[href='https://example.org/billing/blob/main/Invoicing/InvoiceIssued.cs#L9']")).ToHaveCountAsync(1);
        await Expect(uses.Locator(".uses").Nth(0)).ToContainTextAsync("billing");
        await Expect(uses.Locator(".uses").Nth(1)).ToContainTextAsync("group ship, handler label");
        await Expect(uses.GetByRole(AriaRole.Row, new() { Name = "version 2" }).First).ToContainTextAsync("shipping");
        await Expect(uses.GetByRole(AriaRole.Row, new() { Name = "/acme/billing-batch invoices" })).ToContainTextAsync("12");
    }

    [Fact]
    public async Task A_handler_of_any_event_and_a_publisher_that_is_switched_off_are_told_apart()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.shipping.parcel.lost.v1");
        ILocator uses = catalog.Section("Who sends and reads it");

        await Expect(uses.Locator(".uses").Nth(1)).ToContainTextAsync("it reads every event on the topics of its group");
        await catalog.GoToAsync("#/event/org.acme.crm.customer.moved.v1");

        await Expect(uses.Locator(".uses").Nth(0)).ToContainTextAsync("switched off in its settings: it sends nothing");
        await Expect(uses.Locator(".count").First).ToHaveTextAsync("1");
        await Expect(catalog.Page.Locator(".page-head")).ToContainTextAsync("Publisher switched off");
    }

    [Fact]
    public async Task An_event_that_has_ended_shows_its_history_and_nothing_to_do()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.order.placed.v0");
        ILocator main = catalog.Page.GetByRole(AriaRole.Main);

        await Expect(main).ToContainTextAsync("Retired on 4 May 2026. Replaced by org.acme.order.placed.v1");
        await Expect(catalog.Section("Versions")).ToContainTextAsync("price: added (double, default 0.0)");
        foreach (string word in (string[])["in the code now", "AddProducer", "Allowed", "What may still be changed"])
        {
            await Expect(main).Not.ToContainTextAsync(word);
        }
    }

    [Fact]
    public async Task Fields_are_a_tree_that_closes()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator fields = catalog.Section("Fields");
        ILocator email = fields.GetByRole(AriaRole.Row).Filter(new() { HasText = "customer.email" });

        await Expect(email).ToContainTextAsync("Personal data");
        await Expect(email).ToContainTextAsync("default null");
        await fields.GetByRole(AriaRole.Button, new() { Name = "Fields of customer" }).ClickAsync();

        await Expect(email).ToHaveCountAsync(0);
        await Expect(fields.GetByRole(AriaRole.Button, new() { Name = "Fields of customer" }))
            .ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Fields_of_an_older_version_are_there_too()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator fields = catalog.Section("Fields");

        await Expect(fields).ToContainTextAsync("When it must be paid.");
        await catalog.Page.GetByLabel("Fields of which version").SelectOptionAsync("1");

        await Expect(fields).Not.ToContainTextAsync("When it must be paid.");
    }

    [Fact]
    public async Task Versions_say_what_changed_and_whom_it_breaks()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator newest = catalog.Section("Versions").Locator(".version").First;

        await Expect(newest).ToContainTextAsync("Version 3");
        await Expect(newest).ToContainTextAsync("lines[].pieces: int became long");
        await Expect(newest).ToContainTextAsync("Breaks readers of version 2");
        await Expect(newest).ToContainTextAsync("A service that reads version 2 can’t read what is written with version 3.");
        await Expect(newest).ToContainTextAsync("forbidden by FORWARD, FORWARD_TRANSITIVE, FULL, FULL_TRANSITIVE");
        await Expect(newest.Locator(".who-breaks"))
            .ToContainTextAsync("shipping reads version 2 and can’t read what billing writes with version 3.");
    }

    [Fact]
    public async Task A_version_shows_its_schema()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator oldest = catalog.Section("Versions").Locator(".version").Last;

        await oldest.GetByText("Avro schema").ClickAsync();

        await Expect(oldest.GetByRole(AriaRole.Group, new() { Name = "Schema of version 1" }))
            .ToContainTextAsync("\"name\": \"order_number\"");
    }

    [Fact]
    public async Task Any_two_versions_are_compared_side_by_side()
    {
        CatalogPage catalog = await tab.GoToAsync($"{Address}/compare/2/3");
        ILocator compare = catalog.Section("Compare versions");

        await Expect(compare).ToContainTextAsync("From version 2 to version 3");
        await Expect(compare.Locator(".changes > li")).ToHaveCountAsync(2);
        await Expect(compare.Locator(".row-changed")).ToContainTextAsync("lines[].pieces");
        await Expect(compare.Locator(".row-added")).ToContainTextAsync("due");
        await Expect(compare.Locator(".effect-justified")).ToContainTextAsync("Justified: Labels don't show pieces");
        await compare.GetByLabel("Older").SelectOptionAsync("1");

        await Expect(compare).ToContainTextAsync("From version 1 to version 3");
        await Expect(compare.Locator(".changes > li")).ToHaveCountAsync(4);
        Assert.EndsWith("/compare/1/3", catalog.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_that_are_the_same_are_shown_on_request()
    {
        CatalogPage catalog = await tab.GoToAsync($"{Address}/compare/2/3");
        ILocator fields = catalog.Section("Compare versions").GetByRole(AriaRole.Rowheader);

        await Expect(fields).ToHaveTextAsync(["lines[].pieces changed", "due added"]);
        await catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Show 9 fields that are the same" }).ClickAsync();

        await Expect(fields).ToHaveCountAsync(11);
    }

    [Theory]
    [InlineData($"#/event/{LongName}")]
    [InlineData($"#/map/event/{LongName}")]
    [InlineData("#/review")]
    [InlineData("#/events")]
    public async Task Long_names_fit_a_phone(string address)
    {
        string text = sites.Samples.Acme().ToJsonString()
            .Replace(SampleCatalogs.Invoice, LongName, StringComparison.Ordinal)
            .Replace("InvoiceIssued", "SubsidiaryInvoiceAdjustmentAndCorrectionIssued", StringComparison.Ordinal)
            .Replace("\"lines", "\"enterprise_course_enrollment_lines_of_a_subsidiary", StringComparison.Ordinal);
        CatalogSite site = sites.Write("long-names", JsonNode.Parse(text)!.AsObject());
        await using CatalogPage catalog = await chromium.OpenAsync(site, address, CatalogView.Phone);

        string[] cut = await catalog.Page.Locator("tbody th, td, dd, h1, h3, .chip, .node").EvaluateAllAsync<string[]>(
            "all => all.filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')"
            + ".map(one => one.textContent)");

        Assert.Equal([], cut);
        Assert.Equal(0, await catalog.OverhangAsync());
    }

    [Fact]
    public async Task A_pair_that_is_not_compared_says_so()
    {
        JsonObject catalogue = sites.Samples.Acme();
        JsonArray comparisons = catalogue["events"]!.AsArray()
            .Single(one => one!["eventType"]!.GetValue<string>() == SampleCatalogs.Invoice)!["comparisons"]!.AsArray();
        comparisons.Remove(comparisons.Single(one => one!["from"]!.GetValue<string>() == "1" && one["to"]!.GetValue<string>() == "3"));
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Write("far-versions", catalogue), $"{Address}/compare/1/3");

        await Expect(catalog.Section("Compare versions")).ToContainTextAsync("These two aren’t compared");
    }

    [Fact]
    public async Task It_says_what_may_still_be_changed()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator allowed = catalog.Section("What may still be changed");

        ILocator can = allowed.Locator(".verdict").First;
        ILocator cannot = allowed.Locator(".verdict").Last;
        ILocator remove = cannot.Locator(".kind").Filter(new() { HasText = "Remove a field" });

        await Expect(can).ToContainTextAsync("3 kinds of change");
        await Expect(can.Locator(".kind").First)
            .ToContainTextAsync("Add a field with a default 3 places at the top level, customer, lines[]");
        await Expect(remove).ToContainTextAsync("8 places");
        await Expect(remove.GetByRole(AriaRole.List)).ToBeHiddenAsync();
        await remove.Locator("summary").ClickAsync();

        await Expect(remove.GetByRole(AriaRole.Listitem).First).ToContainTextAsync("Key changed. EVS3001");
        await Expect(remove.GetByRole(AriaRole.Listitem).Nth(1)).ToContainTextAsync("order_number");
    }

    [Fact]
    public async Task A_long_list_of_changes_begins_with_a_few_kinds()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        ILocator cannot = catalog.Section("What may still be changed").Locator(".verdict").Last;
        ILocator kinds = cannot.Locator(".kind");

        await Expect(kinds).ToHaveCountAsync(4);
        await Expect(cannot).ToContainTextAsync("4 of 8");
        await cannot.GetByRole(AriaRole.Button, new() { Name = "Show 4 more kinds" }).ClickAsync();

        await Expect(kinds).ToHaveCountAsync(8);
        await Expect(kinds.Nth(4).Locator("summary")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Of_the_event_of_another_team_its_owner_decides()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.crm.customer.moved.v1");
        ILocator allowed = catalog.Section("What may still be changed");

        await Expect(allowed.Locator(".notice")).ToContainTextAsync("This event belongs to team-crm.");
        await Expect(allowed.Locator(".notice")).ToContainTextAsync("a field that is left out of the copy is still in every message");
        await Expect(allowed.Locator(".kind").Filter(new() { HasText = "customer_id" }).First)
            .ToContainTextAsync("Leave a field out of the copy");
        await Expect(allowed.GetByText("Allowed", new() { Exact = true })).ToHaveCountAsync(0);
        await Expect(allowed.GetByText("Remove a field")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_is_not_released_yet_says_so()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.order.placed.v1");
        ILocator newest = catalog.Section("Versions").Locator(".version").First;

        await Expect(newest.Locator(".version-head")).ToContainTextAsync("The version in the codenot released yet");
        await newest.GetByRole(AriaRole.Link, new() { Name = "What it means: Version in the code, not released yet" }).ClickAsync();

        ILocator word = catalog.Page.GetByRole(AriaRole.Heading, new() { Name = "Version in the code, not released yet" });
        await Expect(word).ToBeFocusedAsync();
        await Expect(word).ToBeInViewportAsync();
    }

    [Fact]
    public async Task The_version_that_another_team_has_released_is_not_called_unreleased()
    {
        JsonObject catalogue = sites.Samples.Acme();
        JsonNode mirror = catalogue["events"]!.AsArray()
            .Single(one => one!["eventType"]!.GetValue<string>() == "org.acme.crm.customer.moved.v1")!;
        mirror["versions"]![0]!["id"] = "current";
        await using CatalogPage catalog = await chromium.OpenAsync(
            sites.Write("mirror", catalogue), "#/event/org.acme.crm.customer.moved.v1");

        await Expect(catalog.Section("Versions")).ToContainTextAsync("The version in the code");
        await Expect(catalog.Page.GetByText("not released yet")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_seen_on_the_bus_is_said_everywhere_it_is_known()
    {
        JsonObject catalogue = sites.Samples.Acme();
        JsonNode invoice = catalogue["events"]!.AsArray().Single(one => one!["eventType"]!.GetValue<string>() == SampleCatalogs.Invoice)!;
        invoice["observed"]![0]!["service"] = "billing";
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Write("seen", catalogue), Address);
        ILocator facts = catalog.Page.GetByRole(AriaRole.Complementary, new() { Name = "Facts" });

        await Expect(facts).ToContainTextAsync("1,842 messages, last on 28 Nov 2026");
        await Expect(catalog.Section("Versions").Locator(".version").Nth(1))
            .ToContainTextAsync("Seen on the bus: 12 messages, last on 27 Nov 2026");
        await catalog.GoToAsync("#/events");
        await Expect(catalog.Rows.First).ToContainTextAsync("1,842 messages, last on 28 Nov 2026");
        await Expect(catalog.Page.Locator(".event-row-facts").GetByText("Seen on the bus")).ToHaveCountAsync(1);
        await catalog.GoToAsync("#/service/billing");
        await Expect(catalog.Section("Publishes").GetByRole(AriaRole.Row, new() { Name = "InvoiceIssued" }))
            .ToContainTextAsync("1,830 messages, last on 28 Nov 2026");
        await Expect(catalog.Section("Handles")).Not.ToContainTextAsync("Seen on the bus");
        await catalog.GoToAsync("#/review");
        await Expect(catalog.Section("Older versions in use").GetByRole(AriaRole.Row, new() { Name = "billing-batch" }))
            .ToContainTextAsync("writes itversion 312 messages, last on 27 Nov 2026");
        await catalog.GoToAsync("#/event/org.acme.billing.invoice.paid.v1");
        await Expect(catalog.Page.GetByText("Seen")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_example_is_copied()
    {
        CatalogPage catalog = await tab.GoToAsync(Address);
        await catalog.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Copy the C# example" }).ClickAsync();

        await Expect(catalog.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Copied" })).ToHaveCountAsync(1);
        string code = await catalog.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains("bus.AddProducer<InvoiceIssued>();", code, StringComparison.Ordinal);
        Assert.Contains("Lines: [new Line(Sku: \"example\", Pieces: 1)]", code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_declares_says_what_is_not_known()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.stock.taken.v1");

        await Expect(catalog.Page.Locator(".lead")).ToContainTextAsync("No build in this catalogue declares this event");
        await Expect(catalog.Section("Fields")).ToContainTextAsync("Its fields aren’t known");
        await Expect(catalog.Section("Who sends and reads it")).ToContainTextAsync("Nobody publishes it");
        await Expect(catalog.Page.Locator(".use-off").First).ToContainTextAsync("perhaps: only run time knows which events it gets");
    }

    [Fact]
    public async Task A_conflict_is_shown_where_it_matters()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await Expect(catalog.Section("Conflicts").Locator(".notice")).ToHaveCountAsync(3);
        await catalog.Section("Conflicts").GetByRole(AriaRole.Link, new() { Name = "ParcelDelivered" }).First.ClickAsync();
        await Expect(catalog.Page.Locator(".conflicts")).ToContainTextAsync("Version 1 has different schemas.");
        await catalog.GoToAsync("#/service/orders");

        await Expect(catalog.Page.Locator(".conflicts").First).ToContainTextAsync("ParcelDelivered");
    }
}
