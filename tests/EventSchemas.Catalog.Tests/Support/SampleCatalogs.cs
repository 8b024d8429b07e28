using System.Text.Json.Nodes;

namespace EventSchemas.Catalog.Tests;

/// <summary>The data of catalogues.</summary>
/// <param name="acme">The catalogue of the five services, as JSON.</param>
public sealed class SampleCatalogs(string acme)
{
    /// <summary>The event that has most to show.</summary>
    public const string Invoice = "org.acme.billing.invoice.issued.v1";

    private const int Services = 24;
    private static readonly string[] Subdomains =
        ["billing", "catalog", "content", "identity", "learning", "media", "notify", "reporting", "search", "support"];

    /// <summary>Five services with every kind of thing that the page shows.</summary>
    public JsonObject Acme() => JsonNode.Parse(acme)!.AsObject();

    /// <summary>A catalogue that was made from nothing.</summary>
    public JsonObject Empty()
    {
        JsonObject catalog = Acme();
        catalog.Remove("conflicts");
        catalog["events"] = new JsonArray();
        catalog["services"] = new JsonArray();
        catalog["totals"] = new JsonObject(catalog["totals"]!.AsObject().Select(total => KeyValuePair.Create(total.Key, (JsonNode?)0)));
        return catalog;
    }

    /// <summary>So many events of services that send and read some of each other's.</summary>
    public JsonObject WithEvents(int count)
    {
        JsonObject catalog = Empty();
        JsonObject[] samples =
        [
            .. Acme()["events"]!.AsArray()
                .Select(one => one!.AsObject())
                .Where(one => one["state"]!.GetValue<string>() == "declared"),
        ];
        JsonObject[] events = [.. Enumerable.Range(0, count).Select(number => Event(samples[number % samples.Length], number))];
        catalog["events"] = new JsonArray([.. events]);
        catalog["services"] = new JsonArray([.. Enumerable.Range(0, Services).Select(number => Service(ServiceName(number), events))]);
        catalog["totals"]!["events"] = count;
        catalog["totals"]!["services"] = Services;
        return catalog;
    }

    private static JsonObject Event(JsonObject sample, int number)
    {
        string subdomain = Subdomains[number % Subdomains.Length];
        JsonObject copy = sample.DeepClone().AsObject();
        copy["eventType"] = $"org.acme.{subdomain}.thing{number}.happened.v1";
        copy["record"] = $"Acme.Things.Thing{number}Happened";
        copy["subdomain"] = subdomain;
        copy["owner"] = $"team-{subdomain}";
        copy["topic"] = $"{subdomain}-{number % 4}";
        copy["publishers"] = Uses([number]);
        copy["subscribers"] = Uses([.. Enumerable.Range(1, 1 + (number % 3)).Select(step => (number * 7) + (step * 5))]);
        return copy;
    }

    private static JsonArray Uses(int[] services) =>
        new([.. services.Select(service => new JsonObject { ["service"] = ServiceName(service), ["version"] = "1", ["kind"] = "event" })]);

    private static JsonObject Service(string name, JsonObject[] events) => new()
    {
        ["name"] = name,
        ["kind"] = "service",
        ["language"] = "csharp",
        ["publishes"] = EventTypes(events, name, "publishers"),
        ["handles"] = EventTypes(events, name, "subscribers"),
    };

    private static JsonArray EventTypes(JsonObject[] events, string service, string uses) =>
        new([.. events
            .Where(one => one[uses]!.AsArray().Any(use => use!["service"]!.GetValue<string>() == service))
            .Select(one => one["eventType"]!.DeepClone())]);

    private static string ServiceName(int number) => $"service-{number % Services}";
}
