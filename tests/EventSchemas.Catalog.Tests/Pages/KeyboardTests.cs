namespace EventSchemas.Catalog.Tests;

/// <summary>Everything can be done without a mouse.</summary>
public sealed class KeyboardTests(CatalogTab tab) : IClassFixture<CatalogTab>
{
    [Fact]
    public async Task The_first_key_offers_to_skip_to_the_content()
    {
        CatalogPage catalog = await tab.GoToAsync("#/events");

        await catalog.Page.Keyboard.PressAsync("Tab");
        await Expect(catalog.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeInViewportAsync();
        await catalog.Page.Keyboard.PressAsync("Enter");

        await Expect(catalog.Page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();
        await Expect(catalog.Title).ToHaveTextAsync("Events");
    }

    [Fact]
    public async Task From_the_slash_to_an_event_and_back()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.Page.Keyboard.PressAsync("/");
        await Expect(catalog.SearchBox).ToBeFocusedAsync();
        await catalog.Page.Keyboard.TypeAsync("invoicepaid");
        await Expect(catalog.Rows).ToHaveCountAsync(1);
        await catalog.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(catalog.Rows.GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
        await catalog.Page.Keyboard.PressAsync("Enter");
        await Expect(catalog.Title).ToHaveTextAsync("InvoicePaid");
        await Expect(catalog.Title).ToBeFocusedAsync();
        await catalog.Page.GoBackAsync();

        await Expect(catalog.Title).ToHaveTextAsync("Search for “invoicepaid”");
        await Expect(catalog.Rows.GetByRole(AriaRole.Link).First).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_slash_in_the_search_is_a_letter_and_escape_clears_it()
    {
        CatalogPage catalog = await tab.GoToAsync();

        await catalog.SearchBox.FocusAsync();
        await catalog.Page.Keyboard.TypeAsync("a/b");
        await Expect(catalog.SearchBox).ToHaveValueAsync("a/b");
        await catalog.Page.Keyboard.PressAsync("Escape");

        await Expect(catalog.SearchBox).ToHaveValueAsync("");
        await Expect(catalog.SearchBox).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_tree_opens_and_closes()
    {
        CatalogPage catalog = await tab.GoToAsync($"#/event/{SampleCatalogs.Invoice}");
        ILocator twig = catalog.Page.GetByRole(AriaRole.Button, new() { Name = "Fields of lines" });

        await twig.FocusAsync();
        await catalog.Page.Keyboard.PressAsync("Enter");
        await Expect(twig).ToHaveAttributeAsync("aria-expanded", "false");
        await catalog.Page.Keyboard.PressAsync("Space");

        await Expect(twig).ToHaveAttributeAsync("aria-expanded", "true");
    }

    [Fact]
    public async Task A_filter_is_set()
    {
        CatalogPage catalog = await tab.GoToAsync("#/events");

        await catalog.Page.GetByLabel("Owner", new() { Exact = true }).FocusAsync();
        await catalog.Page.Keyboard.TypeAsync("team-crm");

        await Expect(catalog.Rows).ToHaveCountAsync(2);
        await Expect(catalog.Page.GetByLabel("Owner", new() { Exact = true })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_map_is_walked()
    {
        CatalogPage catalog = await tab.GoToAsync("#/map");
        ILocator map = catalog.Page.GetByRole(AriaRole.Region, new() { Name = "Map" });

        await map.FocusAsync();
        await catalog.Page.Keyboard.PressAsync("Tab");
        await Expect(map.Locator(".node").First).ToContainTextAsync(await catalog.FocusedTextAsync());
        await Expect(map.Locator("path.near").First).ToBeAttachedAsync();
        await catalog.Page.Keyboard.PressAsync("Enter");

        await Expect(catalog.Title).ToContainTextAsync("Map around");
        await Expect(catalog.Title).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_stop_is_visible_and_has_a_name()
    {
        CatalogPage catalog = await tab.GoToAsync($"#/event/{SampleCatalogs.Invoice}");
        int stops = await catalog.Page.Locator("a[href], button, input, select, summary, [tabindex='0']").CountAsync();

        for (int stop = 0; stop < stops; stop++)
        {
            await catalog.Page.Keyboard.PressAsync("Tab");
            string[] fault = await catalog.Page.EvaluateAsync<string[]>("""
                () => {
                  const element = document.activeElement;
                  const style = getComputedStyle(element);
                  const box = element.getBoundingClientRect();
                  const isMarked = style.outlineStyle !== 'none' || element.type === 'search';
                  const hasName = element.ariaLabel || element.textContent.trim() || element.labels?.length;
                  return element === document.body || (isMarked && hasName && box.width > 0) ? [] : [element.outerHTML];
                }
                """);
            Assert.Empty(fault);
        }
    }
}
