namespace EventSchemas.Catalog.Tests;

/// <summary>What a page is looked at with.</summary>
public sealed record CatalogView(int Width, int Height, ColorScheme Scheme = ColorScheme.Light)
{
    /// <summary>The narrowest screen that the page has to be readable on.</summary>
    public static CatalogView Phone { get; } = new(360, 740);

    /// <summary>A window beside another one, or a tablet.</summary>
    public static CatalogView Tablet { get; } = new(900, 900);

    /// <summary>A screen of its own.</summary>
    public static CatalogView Desktop { get; } = new(1440, 900);
}
