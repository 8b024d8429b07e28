using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>What <c>catalog</c> says of five services.</summary>
public sealed class CatalogTests : IDisposable
{
    private readonly ServiceBuilds _builds = FiveServices.Create();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task Who_sends_and_who_reads_an_event_comes_from_all_services_with_the_version_that_each_was_built_with()
    {
        JsonElement placed = Event(await _builds.CatalogAsync(FiveServices.Python), FiveServices.Placed);

        Assert.Equal(["orders current"], Uses(placed, "publishers"));
        Assert.Equal(["billing/billing/invoice 1 older", "shipping/ship/label "], Uses(placed, "subscribers"));
        Assert.Equal(["billing", "orders"], Texts(placed.GetProperty("declaredBy")));
        Assert.Equal(("owner", "orders", "order"), (Text(placed, "role"), Text(placed, "owningService"), Text(placed, "subdomain")));
    }

    [Fact]
    public async Task An_event_has_its_meaning_its_terms_its_flag_and_its_justified_breaks()
    {
        JsonElement placed = Event(await _builds.CatalogAsync(FiveServices.Python), FiveServices.Placed);

        Assert.Equal("An order was placed. Sent when it is saved.", $"{Text(placed, "summary")} {Text(placed, "description")}");
        Assert.Equal(("team-orders", "orders", "number", "FULL_TRANSITIVE"),
            (Text(placed, "owner"), Text(placed, "topic"), Text(placed, "key"), Text(placed, "compatibility")));
        JsonElement flag = placed.GetProperty("flag");
        Assert.Equal(("OrderPlaced", "expired", -30), (Text(flag, "name"), Text(flag, "state"), flag.GetProperty("days").GetInt32()));
        JsonElement justified = Assert.Single(placed.GetProperty("justifiedBreaks").EnumerateArray());
        Assert.Equal(
            ("EVS3006", "Order.pieces", "dueSoon", "billing reads it as a long", "team-billing"),
            (Text(justified, "rule"), Text(justified, "subject"), Text(justified, "state"),
                Text(justified, "reason"), Text(justified, "agreedBy")));
        Assert.Contains("bus.AddProducer<OrderPlaced>()", Text(placed.GetProperty("examples"), "code"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.String, placed.GetProperty("examples").GetProperty("json").GetProperty("number").ValueKind);
    }

    [Fact]
    public async Task The_fields_of_a_version_are_a_tree_with_types_documentation_and_personal_data()
    {
        JsonElement placed = Event(await _builds.CatalogAsync(FiveServices.Python), FiveServices.Placed);

        JsonElement[] fields = [.. placed.GetProperty("fields").EnumerateArray()];
        JsonElement current = placed.GetProperty("versions")[2];
        Assert.Equal(
            [
                "0 number: string, As it is printed., key",
                "0 pieces: long, How many.",
                "0 note: optional string = null",
                "0 customer: Customer",
                "1 customer.email: string, Where mail goes., personal",
                "1 customer.country: Country of DE FR",
            ],
            current.GetProperty("fields").EnumerateArray().Select(index => Shown(fields[index.GetInt32()])));
        Assert.Equal(["customer.email"], Texts(placed.GetProperty("personalData")));
    }

    [Fact]
    public async Task Each_pair_of_versions_is_compared_and_says_who_breaks()
    {
        JsonElement placed = Event(await _builds.CatalogAsync(FiveServices.Python), FiveServices.Placed);

        JsonElement[] changes = [.. placed.GetProperty("changes").EnumerateArray()];
        Assert.Equal(
            ["1 2", "1 current", "2 current"],
            placed.GetProperty("comparisons").EnumerateArray().Select(one => $"{Text(one, "from")} {Text(one, "to")}"));
        JsonElement widened = placed.GetProperty("comparisons")[0].GetProperty("changes").EnumerateArray()
            .Select(index => changes[index.GetInt32()])
            .Single(change => Text(change, "text") == "pieces: int became long");
        Assert.Equal(["olderReaders"], Texts(widened.GetProperty("breaks")));
        JsonElement effect = widened.GetProperty("effects")[0];
        Assert.Equal("EVS3006", Text(effect, "rule"));
        Assert.Equal(["olderReaders"], Texts(effect.GetProperty("breaks")));
        Assert.Equal(0, effect.GetProperty("justified").GetInt32());
        Assert.DoesNotContain(
            placed.GetProperty("comparisons")[2].GetProperty("changes").EnumerateArray(),
            index => Text(changes[index.GetInt32()], "text").StartsWith("pieces", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_may_still_be_changed_is_said_as_the_command_allowed_says_it()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        JsonElement placed = Event(catalog, FiveServices.Placed);
        JsonElement[] fields = [.. placed.GetProperty("fields").EnumerateArray()];
        string[] texts = Texts(catalog.GetProperty("texts"));
        string[] removable =
        [
            .. placed.GetProperty("allowed").EnumerateArray()
                .Where(edit => texts[edit.GetProperty("edit").GetInt32()] == "remove it" && Text(edit, "verdict") == "no")
                .SelectMany(edit => edit.GetProperty("at").EnumerateArray())
                .Select(place => Text(fields[place.GetInt32()], "path")),
        ];
        Assert.Contains("number", removable);
        Assert.DoesNotContain("note", removable);
    }

    [Fact]
    public async Task An_edit_is_not_allowed_for_the_sake_of_another_change_that_was_justified()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        JsonElement placed = Event(catalog, FiveServices.Placed);
        JsonElement[] fields = [.. placed.GetProperty("fields").EnumerateArray()];
        string[] texts = Texts(catalog.GetProperty("texts"));
        JsonElement widened = placed.GetProperty("allowed").EnumerateArray().Single(edit =>
            texts[edit.GetProperty("edit").GetInt32()] == "change long to double"
            && edit.GetProperty("at").EnumerateArray().Any(place => Text(fields[place.GetInt32()], "path") == "pieces"));
        Assert.Equal("no", Text(widened, "verdict"));
        Assert.Contains("EVS3006", Texts(widened.GetProperty("rules")));
    }

    [Fact]
    public async Task Events_that_lack_a_side_are_found()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        Assert.Equal(
            [$"{FiveServices.Named} switchedOff", $"{FiveServices.Lost} neverConsumed"],
            catalog.GetProperty("events").EnumerateArray()
                .Where(one => one.TryGetProperty("orphan", out _))
                .Select(one => $"{Text(one, "eventType")} {Text(one, "orphan")}"));
    }

    [Fact]
    public async Task A_service_in_Python_sends_what_its_settings_say()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        JsonElement crm = Service(catalog, "crm");
        Assert.Equal(("python", "service"), (Text(crm, "language"), Text(crm, "kind")));
        Assert.Equal([FiveServices.Named, FiveServices.Moved], Texts(crm.GetProperty("publishes")));
        JsonElement off = Event(catalog, FiveServices.Named).GetProperty("publishers")[0];
        Assert.Equal((false, 6), (off.GetProperty("isEnabled").GetBoolean(), off.GetProperty("line").GetInt32()));
        Assert.Equal(
            [
                $"EVENT_BUS_PRODUCER_CONFIG['{FiveServices.Named}']['products']['enabled'] = False",
                $"EVENT_BUS_PRODUCER_CONFIG['{FiveServices.Named}']['products']['event_key_field'] = 'number'",
            ],
            off.GetProperty("settings").EnumerateArray().Select(one => $"{Text(one, "name")} = {Text(one, "value")}"));
        JsonElement moved = Event(catalog, FiveServices.Moved);
        Assert.Equal(("mirror", "crm"), (Text(moved, "role"), Text(moved, "owningService")));
        Assert.False(moved.TryGetProperty("orphan", out _));
        Assert.False(moved.GetProperty("publishers")[0].TryGetProperty("isEnabled", out _));
    }

    [Fact]
    public async Task A_service_has_its_groups_with_their_dead_letter_topics_and_the_versions_in_use()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        JsonElement ship = Assert.Single(Service(catalog, "shipping").GetProperty("groups").EnumerateArray());
        Assert.Equal(
            ("ship", "ship.dead-letter", 3),
            (Text(ship, "name"), Text(ship, "deadLetterTopic"), ship.GetProperty("handlers").GetInt32()));
        JsonElement use = Service(catalog, "billing").GetProperty("versions").EnumerateArray()
            .Single(one => Text(one, "event") == FiveServices.Placed);
        Assert.Equal(("1", "current", true), (Text(use, "version"), Text(use, "newest"), use.GetProperty("isOlder").GetBoolean()));
        JsonElement any = Assert.Single(Service(catalog, "mail").GetProperty("handlesAny").EnumerateArray());
        Assert.Equal(("mail", "all"), (Text(any, "group"), Text(any, "name")));
        Assert.Equal([FiveServices.Paid], Texts(Service(catalog, "mail").GetProperty("handles")));
    }

    [Fact]
    public async Task An_event_that_has_ended_says_why()
    {
        JsonElement old = Event(await _builds.CatalogAsync(FiveServices.Python), "org.acme.order.old.v1");

        Assert.Equal("retired", Text(old, "state"));
        Assert.Equal(
            "2026-12-24 nobody needs it", $"{Text(old.GetProperty("retired"), "day")} {Text(old.GetProperty("retired"), "reason")}");
    }

    [Fact]
    public async Task An_event_that_has_ended_keeps_its_history_and_has_no_plans()
    {
        JsonElement old = Event(await _builds.CatalogAsync(), "org.acme.order.old.v1");

        Assert.Equal(["1", "2"], old.GetProperty("versions").EnumerateArray().Select(version => Text(version, "id")));
        Assert.DoesNotContain(old.GetProperty("versions").EnumerateArray(), version => version.TryGetProperty("isCurrent", out _));
        Assert.Equal(["1 2"], old.GetProperty("comparisons").EnumerateArray().Select(one => $"{Text(one, "from")} {Text(one, "to")}"));
        Assert.Equal(("orders", "number"), (Text(old, "topic"), Text(old, "key")));
        Assert.False(old.TryGetProperty("allowed", out _));
        Assert.False(old.GetProperty("examples").TryGetProperty("code", out _));
    }

    [Fact]
    public async Task A_handler_of_any_event_reads_those_on_the_topics_of_its_group()
    {
        JsonElement catalog = await _builds.CatalogAsync();

        Assert.Equal(
            ["mail/mail/all ", "mail/mail/receipts ", "orders/orders/paid "], Uses(Event(catalog, FiveServices.Paid), "subscribers"));
        Assert.DoesNotContain("mail", string.Join(' ', Uses(Event(catalog, FiveServices.Placed), "subscribers")), StringComparison.Ordinal);
        JsonElement mail = Service(catalog, "mail");
        Assert.Equal(["payments"], Texts(mail.GetProperty("handlesAny")[0].GetProperty("topics")));
        JsonElement group = Assert.Single(mail.GetProperty("groups").EnumerateArray());
        Assert.Equal((2, true), (group.GetProperty("handlers").GetInt32(), group.GetProperty("handlesAny").GetBoolean()));
    }

    [Fact]
    public async Task Whether_a_handler_of_any_event_reads_an_event_can_be_known_at_run_time_only()
    {
        object audit = new { group = "audit", name = "all", kind = "any", eventType = (string?)null, handler = "Acme.Audit" };
        object some = new { group = "some", name = "some", kind = "any", eventType = (string?)null, handler = "Acme.Some", hasList = true };
        _builds.With("audit", "audit", new { handlers = new[] { audit } })
            .With("billing", "listing", new { handlers = new[] { some } }, assembly: "listing");

        JsonElement catalog = await _builds.CatalogAsync();

        JsonElement lost = Event(catalog, FiveServices.Lost);
        Assert.Equal(["audit/audit/all "], Uses(lost, "possibleSubscribers"));
        Assert.False(lost.TryGetProperty("orphan", out _));
        Assert.Equal(["audit/audit/all ", "listing/some/some 1"], Uses(Event(catalog, FiveServices.Paid), "possibleSubscribers"));
        Assert.False(Event(catalog, "org.acme.order.old.v1").TryGetProperty("possibleSubscribers", out _));
    }

    [Fact]
    public async Task Without_a_contradiction_there_is_no_conflict_and_the_totals_say_what_there_is()
    {
        JsonElement catalog = await _builds.CatalogAsync(FiveServices.Python);

        Assert.False(catalog.TryGetProperty("conflicts", out _));
        Assert.Equal(
            "events 6, services 5, retired 1, neverConsumed 1, neverPublished 0, expiredFlags 1, flagsDueSoon 0, justifiedBreaks 1, "
            + "expiredBreaks 0, personalDataEvents 1, personalDataUnknown 0, switchedOff 1, seenOnly 0, conflicts 0, changedLately 0",
            string.Join(", ", catalog.GetProperty("totals").EnumerateObject().Select(total => $"{total.Name} {total.Value}")));
    }

    [Fact]
    public async Task Places_in_the_code_and_contracts_become_links()
    {
        JsonElement placed = Event(
            await _builds.CatalogAsync("--source", "orders=https://example.org/orders/blob/main/{file}#L{line}"), FiveServices.Placed);

        Assert.Equal("https://example.org/orders/blob/main/Program.cs#L12", Text(placed.GetProperty("publishers")[0], "url"));
        Assert.Equal(
            $"https://example.org/orders/blob/main/schemas/{FiveServices.Placed}.avsc#L1", Text(placed.GetProperty("links"), "contract"));
        Assert.Equal("https://example.org/orders/blob/main/Orders/OrderPlaced.cs#L7", Text(placed.GetProperty("links"), "source"));
        Assert.Equal("Orders/OrderPlaced.cs", Text(placed, "file"));
        Assert.Equal("", Text(placed.GetProperty("subscribers")[0], "url"));
    }

    [Fact]
    public async Task What_was_seen_on_the_bus_says_who_still_writes_which_version()
    {
        _builds.Write("seen.json", $$"""
            {"messages": 7, "others": 0, "kinds": [
              {"topic": "dev-orders", "eventType": "{{FiveServices.Placed}}", "schemaId": 9, "subject": "orders-value", "schemaVersion": 4,
               "schemaSha256": "{{ServiceBuilds.HashOf($"{FiveServices.Number}, {FiveServices.Pieces}")}}", "source": "shop/old",
               "isReadable": true, "messages": 7, "first": "2027-01-30T10:00:00+00:00", "last": "2027-01-31T09:00:00+00:00"}]}
            """);

        JsonElement seen = Event(await _builds.CatalogAsync("--observed", "seen.json"), FiveServices.Placed).GetProperty("observed")[0];

        Assert.Equal(
            ("1", "shop/old", 7, 9),
            (Text(seen, "version"), Text(seen, "source"),
                seen.GetProperty("messages").GetInt32(), seen.GetProperty("schemaId").GetInt32()));
    }

    [Fact]
    public async Task A_version_that_the_catalogue_before_did_not_have_is_new()
    {
        Assert.Equal(0, (await _builds.RunAsync("2027-01-01", ["catalog", "orders", "-o", "site"])).ExitCode);
        Assert.Equal(0, (await _builds.RunAsync("2027-01-05", ["catalog", ".", "-o", "site"])).ExitCode);

        JsonElement catalog = await _builds.CatalogAsync();

        JsonElement changed = Event(catalog, FiveServices.Paid).GetProperty("changed");
        Assert.Equal(
            ("2027-01-05", 26, true),
            (Text(changed, "day"), changed.GetProperty("days").GetInt32(), changed.GetProperty("isLately").GetBoolean()));
        Assert.False(Event(catalog, FiveServices.Placed).TryGetProperty("changed", out _));
    }

    [Fact]
    public async Task Whether_an_event_has_personal_data_is_not_known_without_a_contract()
    {
        _builds.Write("lms.json", """{"org.acme.lms.a.v1": {"a": {"event_key_field": "id", "enabled": true}}}""")
            .With("stock", "stock", new
            {
                retired = new[]
                {
                    new
                    {
                        eventType = "org.acme.stock.a.v1",
                        retired = "2026-12-24",
                        reason = "over",
                        versions = ServiceBuilds.Versions(FiveServices.Pieces),
                    },
                },
            });

        JsonElement catalog = await _builds.CatalogAsync("--python", "lms=lms.json");

        Assert.Equal(
            ["org.acme.lms.a.v1 unknown", $"{FiveServices.Placed} yes", $"{FiveServices.Paid} no", "org.acme.stock.a.v1 unknown"],
            new[] { "org.acme.lms.a.v1", FiveServices.Placed, FiveServices.Paid, "org.acme.stock.a.v1" }
                .Select(name => $"{name} {Text(Event(catalog, name), "hasPersonalData")}"));
        Assert.Equal(2, catalog.GetProperty("totals").GetProperty("personalDataUnknown").GetInt32());
    }

    [Theory]
    [InlineData("It is over", null)]
    [InlineData("Use org.acme.billing.paid.v1.", FiveServices.Paid)]
    public async Task What_replaces_an_event_that_has_ended_is_what_the_reason_names_or_the_next_version_of_its_type(
        string reason, string? named)
    {
        _builds.With("old", "old", new
        {
            retired = new[]
            {
                new { eventType = "org.acme.order.placed.v0", retired = "2026-12-24", reason },
                new { eventType = "org.acme.order.none.v1", retired = "2026-12-24", reason },
            },
        });

        JsonElement catalog = await _builds.CatalogAsync();

        Assert.Equal(named ?? FiveServices.Placed, Text(Event(catalog, "org.acme.order.placed.v0").GetProperty("retired"), "replacedBy"));
        Assert.Equal(named ?? "", Text(Event(catalog, "org.acme.order.none.v1").GetProperty("retired"), "replacedBy"));
    }

    [Fact]
    public async Task A_handler_says_which_assembly_registers_it()
    {
        JsonElement catalog = await _builds.CatalogAsync();

        Assert.Equal("billing", Text(Event(catalog, FiveServices.Placed).GetProperty("subscribers")[0], "assembly"));
        Assert.Equal("mail", Text(Service(catalog, "mail").GetProperty("handlesAny")[0], "assembly"));
    }

    [Fact]
    public async Task Builds_of_another_environment_can_be_left_out()
    {
        JsonElement catalog = await _builds.CatalogAsync("--environment", "staging");

        Assert.Empty(catalog.GetProperty("services").EnumerateArray());
    }

    private static string[] Uses(JsonElement one, string member) =>
    [
        .. one.GetProperty(member).EnumerateArray().Select(use => string.Concat(
            Text(use, "service"),
            use.TryGetProperty("group", out JsonElement group) ? $"/{group}/{Text(use, "name")}" : "",
            $" {Text(use, "version")}",
            use.TryGetProperty("isOlder", out _) ? " older" : "")),
    ];

    private static string Shown(JsonElement field) => string.Concat(
        $"{field.GetProperty("depth")} {Text(field, "path")}: {Text(field, "type")}",
        field.TryGetProperty("symbols", out JsonElement symbols) ? $" of {string.Join(' ', Texts(symbols))}" : "",
        field.TryGetProperty("default", out JsonElement value) ? $" = {value}" : "",
        field.TryGetProperty("doc", out JsonElement doc) ? $", {doc}" : "",
        field.TryGetProperty("isKey", out _) ? ", key" : "",
        field.TryGetProperty("isPersonal", out _) ? ", personal" : "");

    internal static JsonElement Event(JsonElement catalog, string eventType) =>
        catalog.GetProperty("events").EnumerateArray().Single(one => Text(one, "eventType") == eventType);

    private static JsonElement Service(JsonElement catalog, string name) =>
        catalog.GetProperty("services").EnumerateArray().Single(one => Text(one, "name") == name);

    internal static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    internal static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? value.GetString()! : "";
}
