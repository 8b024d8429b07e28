using System.Text.Json;
using EventSchemas.Hosting;
using EventSchemas.OpenEdx;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>
/// What becomes of crafted entries, beside what the Python library does with them: what it delivers is delivered here, and what it drops
/// is a dead letter. The exceptions are listed here, each with its reason.
/// </summary>
public sealed class CraftedEntryTests
{
    private const string Surplus = "surplus bytes mean another schema";
    private const string WrongData = "Python delivers wrong data";
    private const string Older = "read with the version that it was written with";

    private static readonly Dictionary<string, (Outcome Outcome, string Why)> Different = new(StringComparer.Ordinal)
    {
        ["type unknown"] = (Outcome.Skipped, "another event of the stream isn't this group's"),
        ["type with trailing space"] = (Outcome.Skipped, "another event of the stream isn't this group's"),
        ["field type twice, last one unknown"] = (Outcome.Skipped, "another event of the stream isn't this group's"),
        ["single empty field with empty value"] = (Outcome.Skipped, "the Python client's own entry, which only makes a stream exist"),
        ["Avro with trailing bytes"] = (Outcome.DeadLetter, Surplus),
        ["Avro single-object encoding (C3 01 + fingerprint)"] = (Outcome.DeadLetter, WrongData),
        ["zero bytes (40)"] = (Outcome.DeadLetter, WrongData),
        ["boolean byte 2"] = (Outcome.DeadLetter, "not a boolean of Avro"),
        ["long with 12 varint bytes"] = (Outcome.DeadLetter, WrongData),
        ["writer with a further string at the very end"] = (Outcome.DeadLetter, Surplus),
        ["writer with a further [\"null\",string] at the end of the last record"] = (Outcome.DeadLetter, Surplus),
        ["writer with name [\"null\",string] instead of string"] = (Outcome.DeadLetter, WrongData),
        ["writer with double for long"] = (Outcome.DeadLetter, WrongData),
        ["retained older container.created with library_key in front"] = (Outcome.Delivered, Older),
        ["retained older xblock.deleted without version"] = (Outcome.Delivered, Older),
        ["retained older discussions.changed without enabled"] = (Outcome.Delivered, Older),
        ["newer xblock.deleted with a further [\"null\",long] at the end"] = (Outcome.DeadLetter, Surplus),
    };

    private enum Outcome
    {
        Delivered,
        DeadLetter,
        Skipped,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Each_ends_as_its_case_says(bool allowsSurplus)
    {
        await using Bus bus = await Bus.StartAsync();
        Dictionary<string, string> caseOf = [];
        foreach (JsonElement one in Vectors.Crafted)
        {
            NameValueEntry[] fields = Vectors.FieldsOf(one) ?? LargeName();
            caseOf.Add((await bus.Database.StreamAddAsync("dev-all", fields)).ToString(), one.GetProperty("case").GetString()!);
        }

        var recorder = new Recorder();
        IHost service = await bus.StartServiceAsync(
            events => events.AddConsumerGroup(
                "group", StartAt.Earliest, group => group.HandleAny<AnyHandler>("any", OpenEdxEvents.All)),
            recorder,
            ("EventBus:Groups:group:Topics:0", "all"),
            ("EventBus:Redis:AllowSurplus", allowsSurplus.ToString()));
        await Bus.UntilAsync(
            async () => (await bus.Database.StreamGroupInfoAsync("dev-all")) is [{ PendingMessageCount: 0, Lag: 0 }],
            "all are settled");

        HashSet<string> delivered = [.. recorder.Handled.Select(handled => caseOf[handled.Context.EntryId!])];
        Dictionary<string, DeadLetter> dead = [];
        await foreach (DeadLetter letter in service.Services.GetRequiredService<IDeadLetters>().ReadAsync("group", Token))
        {
            dead.Add(caseOf[letter.EntryId!], letter);
        }

        Assert.Equal(
            Vectors.Crafted.Select(one => Show(one, Expected(one, allowsSurplus))),
            Vectors.Crafted.Select(one => Show(one, OutcomeOf(one.GetProperty("case").GetString()!))));
        Assert.Equal(96, Vectors.Crafted.Count);

        // All that the entry had is in its letter.
        foreach (JsonElement one in Vectors.Crafted.Where(one => dead.ContainsKey(one.GetProperty("case").GetString()!)))
        {
            NameValueEntry[] kept =
                [.. dead[one.GetProperty("case").GetString()!].Headers.Select(field => new NameValueEntry(field.Key, field.Value!.Value))];
            Assert.Equal(Vectors.Show(Vectors.FieldsOf(one)!), Vectors.Show(kept));
        }

        Outcome OutcomeOf(string name) =>
            delivered.Contains(name) ? Outcome.Delivered : dead.ContainsKey(name) ? Outcome.DeadLetter : Outcome.Skipped;
    }

    [Fact]
    public void A_case_that_differs_exists() => Assert.Equal(
        [], Different.Keys.Except(Vectors.Crafted.Select(one => one.GetProperty("case").GetString()!)));

    private static Outcome Expected(JsonElement one, bool allowsSurplus)
    {
        Outcome python = one.GetProperty("delivered").GetInt32() > 0 ? Outcome.Delivered : Outcome.DeadLetter;
        if (!Different.TryGetValue(one.GetProperty("case").GetString()!, out (Outcome Outcome, string Why) different))
        {
            return python;
        }

        // With the setting surplus bytes are ignored as in Python, with all that follows.
        bool hasSurplus = python == Outcome.Delivered && different.Why != "not a boolean of Avro"
            && !one.GetProperty("case").GetString()!.StartsWith("long with 12", StringComparison.Ordinal);
        return allowsSurplus && hasSurplus ? python : different.Outcome;
    }

    private static string Show(JsonElement one, Outcome outcome)
    {
        string python = one.GetProperty("delivered").GetInt32() > 0 ? "delivers" : "drops";
        return $"{one.GetProperty("case").GetString()}: Python {python}, here {outcome}";
    }

    // The file describes this one in words: the name of the user is very long.
    private static NameValueEntry[] LargeName()
    {
        NameValueEntry[] fields = Vectors.FieldsOf(Vectors.Crafted[0])!;
        var data = AvroCodec.Deserialize<OpenEdx.Learning.SessionLoginCompleted>((byte[])fields[^1].Value!);
        data = data with { User = data.User with { Pii = data.User.Pii with { Name = new string('x', 2_000_000) } } };
        return [.. fields[..^1], new NameValueEntry("event_data", AvroCodec.Serialize(data))];
    }
}
