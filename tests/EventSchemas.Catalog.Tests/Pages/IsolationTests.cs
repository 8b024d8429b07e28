using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>The page is a file that asks nobody for anything, and names in it are only text.</summary>
public sealed class IsolationTests(Chromium chromium, CatalogSites sites)
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>../../../etc/passwd\u2028&quot;";

    [Fact]
    public async Task A_page_from_a_file_asks_for_nothing_else()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        foreach ((_, string address) in CatalogAddresses.All)
        {
            await catalog.GoToAsync(address);
        }

        Assert.Equal([new Uri(sites.Acme.File).AbsoluteUri], catalog.Requests.Distinct());
        Assert.Equal([], catalog.Complaints);
    }

    [Fact]
    public async Task The_browser_is_told_to_let_nothing_in_or_out()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        bool isBlocked = await catalog.Page.EvaluateAsync<bool>("""
            () => new Promise(resolve => {
              document.addEventListener('securitypolicyviolation', () => resolve(true));
              const image = document.createElement('img');
              image.src = 'https://example.org/pixel.png';
              document.body.append(image);
              image.onload = () => resolve(false);
            })
            """);

        Assert.True(isBlocked);
    }

    [Fact]
    public async Task A_script_that_got_into_the_page_does_not_run()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        bool hasRun = await catalog.Page.EvaluateAsync<bool>("""
            () => {
              const script = document.createElement('script');
              script.textContent = 'window.hasRun = true';
              document.body.append(script);
              return window.hasRun === true;
            }
            """);

        Assert.False(hasRun);
    }

    [Fact]
    public async Task Hostile_names_are_text_on_every_page()
    {
        JsonObject data = sites.Samples.Acme();
        Poison(data);
        CatalogSite site = sites.Write("hostile", data);
        string name = Uri.EscapeDataString(Hostile);
        string[] addresses =
        [
            "#/", "#/events", $"#/events?q={name}", $"#/event/{name}", $"#/event/{name}/compare", "#/services", $"#/service/{name}",
            "#/map", $"#/map/service/{name}", $"#/map/topic/{name}", $"#/map/event/{name}", "#/review", $"#/nowhere/{name}",
        ];
        await using CatalogPage catalog = await chromium.OpenAsync(site);

        foreach (string address in addresses)
        {
            await catalog.GoToAsync(address);
            Assert.Equal(0, await catalog.Page.Locator("#app script, #app img, #app b").CountAsync());
            Assert.Empty(catalog.Complaints);
        }

        await catalog.GoToAsync($"#/event/{name}");
        await Expect(catalog.Title).ToContainTextAsync("<script>alert(1)</script>");
    }

    [Fact]
    public async Task A_link_leads_only_where_a_browser_may_go()
    {
        JsonObject data = sites.Samples.Acme();
        JsonNode invoice = data["events"]!.AsArray().Single(one => one!["eventType"]!.GetValue<string>() == SampleCatalogs.Invoice)!;
        invoice["links"] = new JsonObject { ["source"] = "javascript:alert(1)", ["contract"] = "file:///etc/passwd" };
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Write("links", data), $"#/event/{SampleCatalogs.Invoice}");

        await Expect(catalog.Page.GetByText("contract file")).ToBeVisibleAsync();
        string[] addresses = await catalog.Page.Locator("a[href]").EvaluateAllAsync<string[]>("links => links.map(link => link.href)");

        Assert.DoesNotContain(addresses, link =>
            link.StartsWith("javascript:", StringComparison.Ordinal) || link.EndsWith("/passwd", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Newer_data_is_refused_with_a_word()
    {
        JsonObject data = sites.Samples.Acme();
        data["format"] = 99;
        string file = sites.Write("newer", data).File;
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        await catalog.Page.GotoAsync(new Uri(file).AbsoluteUri);

        await Expect(catalog.Page.Locator("#app")).ToHaveTextAsync("This page reads catalogues of format 1, and its data has format 99.");
    }

    /// <summary>Gives one of each kind of name, and the first of each kind of text, to an attacker.</summary>
    private static void Poison(JsonObject data)
    {
        JsonObject poisoned = data["events"]!.AsArray()
            .Single(one => one!["eventType"]!.GetValue<string>() == SampleCatalogs.Invoice)!.AsObject();
        poisoned.Remove("record");
        foreach (string member in (string[])["eventType", "summary", "description", "owner", "subdomain", "topic", "key", "owningService"])
        {
            poisoned[member] = Hostile;
        }

        poisoned["flag"]!["name"] = Hostile;
        poisoned["fields"]![0]!["name"] = Hostile;
        poisoned["fields"]![0]!["path"] = Hostile;
        poisoned["fields"]![0]!["doc"] = Hostile;
        poisoned["changes"]![0]!["text"] = Hostile;
        poisoned["publishers"]![0]!["service"] = Hostile;
        poisoned["subscribers"]![0]!["service"] = Hostile;
        poisoned["examples"]!["code"] = Hostile;
        poisoned["examples"]!["json"] = new JsonObject { [Hostile] = Hostile };
        data["title"] = Hostile;
        data["texts"]![0] = Hostile;
        data["services"]![1]!["name"] = Hostile;
        data["conflicts"]![0]!["text"] = Hostile;
        data["conflicts"]![0]!["event"] = Hostile;
    }
}
