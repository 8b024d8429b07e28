using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>What the page of an event says.</summary>
public sealed class EventPageTests(Chromium chromium, CatalogSites sites)
{
    private const string Address = $"#/event/{SampleCatalogs.Invoice}";

    [Fact]
    public async Task It_says_what_the_event_means_and_who_has_to_do_with_it()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        ILocator facts = catalog.Page.GetByRole(AriaRole.Complementary, new() { Name = "Facts" });
        ILocator uses = catalog.Section("Who sends and reads it");

        await Expect(catalog.Page.Locator(".lead")).ToContainTextAsync("An invoice was issued and sent to the customer.");
        await Expect(facts).ToContainTextAsync("team-billing");
        await Expect(facts).ToContainTextAsync("Expired 28 days ago");
        await Expect(facts).ToContainTextAsync("last day 31 Oct 2026");
        await Expect(facts).ToContainTextAsync("FULL_TRANSITIVE");
        await Expect(uses.Locator(".uses").Nth(0)).ToContainTextAsync("billing");
        await Expect(uses.Locator(".uses").Nth(1)).ToContainTextAsync("group ship, handler label");
        await Expect(uses.GetByRole(AriaRole.Row, new() { Name = "version 2" }).First).ToContainTextAsync("shipping");
        await Expect(uses.GetByRole(AriaRole.Row, new() { Name = "/acme/billing-batch" })).ToContainTextAsync("12");
    }

    [Fact]
    public async Task Fields_are_a_tree_that_closes()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
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
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        ILocator fields = catalog.Section("Fields");

        await Expect(fields).ToContainTextAsync("When it must be paid.");
        await catalog.Page.GetByLabel("Fields of which version").SelectOptionAsync("1");

        await Expect(fields).Not.ToContainTextAsync("When it must be paid.");
    }

    [Fact]
    public async Task Versions_say_what_changed_and_whom_it_breaks()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        ILocator newest = catalog.Section("Versions").Locator(".version").First;

        await Expect(newest).ToContainTextAsync("Version 3");
        await Expect(newest).ToContainTextAsync("lines[].pieces: int became long");
        await Expect(newest).ToContainTextAsync("Breaks older readers");
        await Expect(newest).ToContainTextAsync("forbidden by FORWARD, FORWARD_TRANSITIVE, FULL, FULL_TRANSITIVE");
    }

    [Fact]
    public async Task A_version_shows_its_schema()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        ILocator oldest = catalog.Section("Versions").Locator(".version").Last;

        await oldest.GetByText("Avro schema").ClickAsync();

        await Expect(oldest.GetByRole(AriaRole.Group, new() { Name = "Schema of version 1" }))
            .ToContainTextAsync("\"name\": \"order_number\"");
    }

    [Fact]
    public async Task Any_two_versions_are_compared_side_by_side()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, $"{Address}/compare/2/3");
        ILocator compare = catalog.Section("Compare versions");

        await Expect(compare).ToContainTextAsync("From version 2 to version 3");
        await Expect(compare.Locator(".changes > li")).ToHaveCountAsync(2);
        await Expect(compare.Locator(".row-changed")).ToContainTextAsync("lines[].pieces");
        await Expect(compare.Locator(".row-added")).ToContainTextAsync("due");
        await compare.GetByLabel("Older").SelectOptionAsync("1");

        await Expect(compare).ToContainTextAsync("From version 1 to version 3");
        await Expect(compare.Locator(".changes > li")).ToHaveCountAsync(4);
        Assert.EndsWith("/compare/1/3", catalog.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_that_is_not_compared_says_so()
    {
        JsonObject catalogue = SampleCatalogs.Acme();
        JsonArray comparisons = catalogue["events"]!.AsArray()
            .Single(one => one!["eventType"]!.GetValue<string>() == SampleCatalogs.Invoice)!["comparisons"]!.AsArray();
        comparisons.Remove(comparisons.Single(one => one!["from"]!.GetValue<string>() == "1" && one["to"]!.GetValue<string>() == "3"));
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Write("far-versions", catalogue), $"{Address}/compare/1/3");

        await Expect(catalog.Section("Compare versions")).ToContainTextAsync("These two aren’t compared");
    }

    [Fact]
    public async Task It_says_what_may_still_be_changed()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        ILocator allowed = catalog.Section("What may be changed");

        await Expect(allowed.Locator(".verdict").First).ToContainTextAsync("Add a field with a default");
        await Expect(allowed.Locator(".verdict").Last).ToContainTextAsync("Services still on version 1 can't read what you will publish.");
        await Expect(allowed.Locator(".verdict").Last).ToContainTextAsync("EVS3001");
    }

    [Fact]
    public async Task An_example_is_copied()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, Address);
        await catalog.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        await catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Copy the C# example" }).ClickAsync();

        await Expect(catalog.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Copied" })).ToHaveCountAsync(1);
        Assert.StartsWith(
            "bus.AddProducer<InvoiceIssued>();",
            await catalog.Page.EvaluateAsync<string>("navigator.clipboard.readText()"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_declares_says_what_is_not_known()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/event/org.acme.stock.taken.v1");

        await Expect(catalog.Page.Locator(".lead")).ToContainTextAsync("No build in this catalogue declares this event");
        await Expect(catalog.Section("Fields")).ToContainTextAsync("Its fields aren’t known");
        await Expect(catalog.Section("Who sends and reads it")).ToContainTextAsync("Nobody publishes it");
    }

    [Fact]
    public async Task A_conflict_is_shown_where_it_matters()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        await Expect(catalog.Section("Conflicts").Locator(".notice")).ToHaveCountAsync(3);
        await catalog.Section("Conflicts").GetByRole(AriaRole.Link, new() { Name = "ParcelLost" }).ClickAsync();
        await Expect(catalog.Page.Locator(".conflicts")).ToContainTextAsync("Two builds say that they own it.");
        await catalog.GoToAsync("#/service/orders");

        await Expect(catalog.Page.Locator(".conflicts").First).ToContainTextAsync("ParcelDelivered");
    }
}
