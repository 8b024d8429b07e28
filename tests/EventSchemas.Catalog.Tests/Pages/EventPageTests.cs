using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>What the page of an event says.</summary>
public sealed class EventPageTests(Chromium chromium, CatalogSites sites, CatalogTab tab) : IClassFixture<CatalogTab>
{
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
        await Expect(uses.GetByRole(AriaRole.Row, new() { Name = "/acme/billing-batch" })).ToContainTextAsync("12");
    }

    [Fact]
    public async Task A_handler_of_any_event_and_a_publisher_that_is_switched_off_are_told_apart()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.shipping.parcel.lost.v1");
        ILocator uses = catalog.Section("Who sends and reads it");

        await Expect(uses.Locator(".uses").Nth(1)).ToContainTextAsync("it reads every event on the topics of its group");
        await catalog.GoToAsync("#/event/org.acme.crm.customer.moved.v1");

        await Expect(uses.Locator(".uses").Nth(0)).ToContainTextAsync("switched off in its settings: it sends nothing");
        await Expect(uses.Locator(".count").First).ToHaveTextAsync("0");
        await Expect(catalog.Page.Locator(".page-head")).ToContainTextAsync("Publisher switched off");
    }

    [Fact]
    public async Task An_event_that_has_ended_shows_its_history_and_nothing_to_do()
    {
        CatalogPage catalog = await tab.GoToAsync("#/event/org.acme.order.placed.v0");
        ILocator main = catalog.Page.GetByRole(AriaRole.Main);

        await Expect(main).ToContainTextAsync("Retired on 4 May 2026. Replaced by org.acme.order.placed.v1");
        await Expect(catalog.Section("Versions")).ToContainTextAsync("price: added (double, default 0.0)");
        foreach (string word in (string[])["declared now", "AddProducer", "Allowed", "What may still be changed"])
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

        await Expect(allowed.Locator(".verdict").First).ToContainTextAsync("Add a field with a default: at the top level");
        await Expect(allowed.Locator(".verdict").Last).ToContainTextAsync("Remove the field: invoice_number");
        await Expect(allowed.Locator(".verdict").Last).ToContainTextAsync("EVS3001");
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
