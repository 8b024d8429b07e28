namespace EventSchemas.Catalog.Tests;

/// <summary>Every page of the catalogue of <see cref="CatalogSites.Acme"/>.</summary>
internal static class CatalogAddresses
{
    /// <summary>Name and address of each page.</summary>
    public static (string Name, string Address)[] All { get; } =
    [
        ("overview", "#/"),
        ("events", "#/events"),
        ("nothing-found", "#/events?q=zzzzzz&owner=team-crm"),
        ("search", "#/events?q=ship"),
        ("event", $"#/event/{SampleCatalogs.Invoice}"),
        ("compare", $"#/event/{SampleCatalogs.Invoice}/compare/2/3"),
        ("retired-event", "#/event/org.acme.order.placed.v0"),
        ("undeclared-event", "#/event/org.acme.stock.taken.v1"),
        ("mirror", "#/event/org.acme.crm.customer.moved.v1"),
        ("unreleased", "#/event/org.acme.order.placed.v1"),
        ("conflict", "#/event/org.acme.shipping.parcel.delivered.v1"),
        ("services", "#/services"),
        ("service", "#/service/billing"),
        ("python-service", "#/service/crm"),
        ("map", "#/map"),
        ("map-of-service", "#/map/service/billing"),
        ("map-of-event", $"#/map/event/{SampleCatalogs.Invoice}"),
        ("review", "#/review"),
        ("word", "#/words/compatibility"),
        ("not-found", "#/event/nobody"),
    ];
}
