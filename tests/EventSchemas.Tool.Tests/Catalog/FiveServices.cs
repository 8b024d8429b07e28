namespace EventSchemas.Tool.Tests;

/// <summary>Five services that are made up: four in C#, of which one declares nothing, and one in Python.</summary>
static class FiveServices
{
    public const string Placed = "org.acme.order.placed.v1";
    public const string Paid = "org.acme.billing.paid.v1";
    public const string Moved = "org.acme.crm.moved.v1";
    public const string Lost = "org.acme.shipping.lost.v1";
    public const string Named = "org.acme.catalog.named.v1";

    public static readonly string Number = ServiceBuilds.Field("number", "\"string\"", """, "doc": "As it is printed." """);
    public static readonly string Pieces = ServiceBuilds.Field("pieces", "\"int\"");
    public static readonly string Wide = ServiceBuilds.Field("pieces", "\"long\"");
    public static readonly string Note = ServiceBuilds.Field("note", """["null", "string"]""", """, "default": null""");

    public static readonly string Customer = ServiceBuilds.Field(
        "customer",
        """
        {"type": "record", "name": "Customer", "fields": [
            {"name": "email", "type": "string"},
            {"name": "country", "type": {"type": "enum", "name": "Country", "symbols": ["DE", "FR"]}}]}
        """);

    /// <summary>What their builds leave, without a contradiction.</summary>
    public static ServiceBuilds Create() => new ServiceBuilds()
        .With("orders", "orders", new
        {
            events = new[]
            {
                ServiceBuilds.Event(
                    Placed,
                    $"{Number}, {Wide}, {Note}, {Customer}",
                    new
                    {
                        owner = "team-orders",
                        key = "number",
                        summary = "An order was placed.",
                        remarks = "Sent when it is saved.",
                        members = new { Pieces = "How many." },
                        recordMembers = new { Customer = new { Email = "Where mail goes." } },
                        personalData = new[] { "Customer.email" },
                        featureFlag = "OrderPlaced",
                        flagRemoveBy = "2027-01-01",
                        stableBecause = (string?)null,
                        file = "Orders/OrderPlaced.cs",
                        line = 7,
                        justifiedBreaks = new[]
                        {
                            new
                            {
                                rule = "EVS3006",
                                subject = "Order.pieces",
                                expires = "2027-02-10",
                                agreedBy = "team-billing",
                                reason = "billing reads it as a long",
                            },
                        },
                    },
                    $"{Number}, {Pieces}",
                    $"{Number}, {Wide}, {Note}"),
            },
            producers = new[] { new { eventType = Placed, record = "Acme.OrderPlaced", file = "Program.cs", line = 12 } },
            handlers = new[] { Handler("orders", "paid", Paid) },
            retired = new[]
            {
                new
                {
                    eventType = "org.acme.order.old.v1",
                    retired = "2026-12-24",
                    reason = "nobody needs it",
                    topic = "orders",
                    key = "number",
                    compatibility = "FULL_TRANSITIVE",
                    versions = ServiceBuilds.Versions(Number, $"{Number}, {Note}"),
                },
            },
        })
        .With("billing", "billing", new
        {
            events = new[]
            {
                ServiceBuilds.Event(Paid, Number, new { owner = "team-billing", topic = "payments" }, Number),
                ServiceBuilds.Event(Placed, $"{Number}, {Pieces}", new { role = "mirror", key = "number" }, $"{Number}, {Pieces}"),
            },
            producers = new[] { new { eventType = Paid, record = "Acme.BillingPaid", file = "Program.cs", line = 3 } },
            handlers = new[] { Handler("billing", "invoice", Placed) },
        })
        .With("shipping", "shipping", new
        {
            events = new[]
            {
                ServiceBuilds.Event(Lost, Number, new { topic = "parcels" }, Number),
                ServiceBuilds.Event(Named, Number, new { topic = "products" }, Number),
                ServiceBuilds.Event(Moved, Number, new { role = "mirror", topic = "customers", key = "number" }, Number),
            },
            producers = new[] { new { eventType = Lost, record = "Acme.ShippingLost", file = "Program.cs", line = 3 } },
            handlers = new[] { Handler("ship", "label", Placed), Handler("ship", "names", Named), Handler("ship", "moved", Moved) },
        })
        .With("mail", "mail", new
        {
            handlers = new object[]
            {
                new { group = "mail", name = "all", kind = "any", eventType = (string?)null, record = (string?)null, handler = "Acme.All" },
                new { group = "mail", name = "receipts", kind = "batch", eventType = Paid, record = "Acme.BillingPaid", handler = "Mail" },
            },
        })
        .Write("crm/settings.py", $$$"""
            # EVENT_BUS_PRODUCER_CONFIG = {'in a comment': {}}
            EVENT_BUS_PRODUCER_CONFIG = {
                '{{{Moved}}}': {
                    'customers': {'event_key_field': 'number', 'enabled': True},
                },
                "{{{Named}}}": {"products": {"event_key_field": "number", "enabled": False}},
            }
            """);

    /// <summary>The option that names the settings of the service in Python.</summary>
    public static string[] Python => ["--python", "crm=crm/settings.py"];

    private static object Handler(string group, string name, string eventType) => new
    {
        group,
        name,
        kind = "event",
        eventType,
        record = (string?)null,
        handler = "Acme.Handler",
        file = "Program.cs",
        line = 20,
    };
}
