namespace EventSchemas.Catalog.Tests;

/// <summary>Every page of the catalogue of <see cref="CatalogSites.Acme"/>.</summary>
internal static class CatalogAddresses
{
    /// <summary>Name and address of each page.</summary>
    public static (string Name, string Address)[] All { get; } =
    [
        ("overview", "#/"),
        ("events", "#/events"),
        ("search", "#/events?q=invoice"),
        ("nothing-found", "#/events?q=zzzzzz&owner=team-crm"),
        ("event", $"#/event/{SampleCatalogs.Invoice}"),
        ("undeclared-event", "#/event/org.acme.stock.taken.v1"),
        ("conflict", "#/event/org.acme.shipping.parcel.delivered.v1"),
        ("services", "#/services"),
        ("service", "#/service/billing"),
        ("map", "#/map"),
        ("map-of-service", "#/map/service/billing"),
        ("map-of-event", $"#/map/event/{SampleCatalogs.Invoice}"),
        ("review", "#/review"),
        ("not-found", "#/event/nobody"),
    ];
}
