using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace EventSchemas.Catalog.Tests;

/// <summary>
/// Every page at some widths: nothing reaches beyond the window, axe finds no violation, and a picture is kept beside the tests. One
/// window sees them all, since a new one for each costs more than what is tested.
/// </summary>
public abstract class TourTests(
    Chromium chromium, CatalogSites sites, ColorScheme scheme, IReadOnlyList<CatalogView> views, AxeRunOptions options)
{
    private const int Quality = 80;
    private static readonly string Screenshots = Path.Combine(AppContext.BaseDirectory, "screenshots");

    [Fact]
    public async Task Every_page_fits_and_can_be_read()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, view: CatalogView.Desktop with { Scheme = scheme });
        var faults = new List<string>();

        foreach ((string name, string address) in CatalogAddresses.All)
        {
            await catalog.GoToAsync(address);
            AxeResult result = await catalog.Page.RunAxe(options);
            Assert.NotEmpty(result.Passes);
            faults.AddRange(result.Violations.Select(violation =>
                $"{name}: {violation.Id}, {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));

            foreach (CatalogView view in views)
            {
                await catalog.Page.SetViewportSizeAsync(view.Width, view.Height);
                string file = Path.Combine(Screenshots, $"{name}-{view.Width}-{scheme}.jpg".ToLowerInvariant());
                await catalog.Page.ScreenshotAsync(new() { Path = file, FullPage = true, Type = ScreenshotType.Jpeg, Quality = Quality });
                if (await catalog.OverhangAsync() is int overhang and not 0)
                {
                    faults.Add($"{name}: {overhang} pixels wider than a window of {view.Width}.");
                }
            }
        }

        Assert.Equal([], faults);
        Assert.Equal([], catalog.Complaints);
    }
}

/// <summary>The light theme at three widths, with every rule of axe.</summary>
public sealed class LightTourTests(Chromium chromium, CatalogSites sites)
    : TourTests(
        chromium, sites, ColorScheme.Light, [CatalogView.Phone, CatalogView.Tablet, CatalogView.Desktop], new AxeRunOptions());

/// <summary>The dark theme: only colours differ from the light one, at any width.</summary>
public sealed class DarkTourTests(Chromium chromium, CatalogSites sites)
    : TourTests(chromium, sites, ColorScheme.Dark, [CatalogView.Desktop], Colours)
{
    private static AxeRunOptions Colours { get; } =
        new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast", "link-in-text-block"] } };
}

/// <summary>What a phone shows differently, such as tables as blocks.</summary>
public sealed class PhoneTests(Chromium chromium, CatalogSites sites)
{
    [Theory]
    [InlineData($"#/event/{SampleCatalogs.Invoice}")]
    [InlineData("#/service/billing")]
    [InlineData("#/map")]
    [InlineData("#/review")]
    public async Task A_phone_has_no_violation_either(string address)
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, address, CatalogView.Phone);

        AxeResult result = await catalog.Page.RunAxe();

        Assert.Equal([], result.Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
    }

    [Fact]
    public async Task A_cell_has_its_title_and_a_table_stays_one()
    {
        await using CatalogPage catalog = await chromium.OpenAsync(sites.Acme, "#/service/billing", CatalogView.Phone);
        ILocator row = catalog.Section("Publishes").GetByRole(AriaRole.Row).Nth(1);

        await Expect(row.GetByRole(AriaRole.Cell).First).ToHaveAttributeAsync("data-title", "Topic");
        await Expect(row.GetByRole(AriaRole.Rowheader)).ToContainTextAsync("InvoiceIssued");
    }
}
