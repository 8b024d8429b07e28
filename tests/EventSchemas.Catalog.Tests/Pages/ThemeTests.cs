namespace EventSchemas.Catalog.Tests;

/// <summary>Light and dark.</summary>
public sealed class ThemeTests(Chromium chromium, CatalogSites sites)
{
    private const string Dark = "rgb(19, 22, 26)";
    private const string Light = "rgb(246, 246, 243)";

    [Theory]
    [InlineData(ColorScheme.Light, Light)]
    [InlineData(ColorScheme.Dark, Dark)]
    public async Task The_system_decides_first(ColorScheme scheme, string background)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, view: CatalogView.Desktop with { Scheme = scheme });

        await Expect(catalog.Page.Locator("html")).ToHaveCSSAsync("background-color", background);
    }

    [Fact]
    public async Task A_choice_is_remembered()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);

        await Switch(catalog).ClickAsync();
        await Switch(catalog).ClickAsync();
        await Expect(catalog.Page.Locator("html")).ToHaveCSSAsync("background-color", Dark);
        await catalog.Page.ReloadAsync();

        await Expect(catalog.Page.Locator("html")).ToHaveCSSAsync("background-color", Dark);
        await Expect(Switch(catalog)).ToHaveAccessibleNameAsync("Theme: dark. Switch to system.");
    }

    [Fact]
    public async Task Without_storage_a_choice_lasts_until_the_page_is_closed()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme);
        await catalog.Page.AddInitScriptAsync(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });");
        await catalog.Page.ReloadAsync();

        await Switch(catalog).ClickAsync();
        await Switch(catalog).ClickAsync();

        await Expect(catalog.Page.Locator("html")).ToHaveCSSAsync("background-color", Dark);
        Assert.Empty(catalog.Complaints);
    }

    private static ILocator Switch(CatalogPage catalog) => catalog.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Theme") });
}
