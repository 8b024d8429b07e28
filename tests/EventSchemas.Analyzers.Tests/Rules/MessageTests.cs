using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A message can be followed by somebody who has only the message, whatever its arguments are.</summary>
public sealed class MessageTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.order.placed.v1\", FeatureFlag = \"F\")] public partial record OrderPlaced";

    // For the rules about versions, in the order of their arguments: one version, several, and nothing on one side.
    private static readonly object[][] Arguments =
    [
        ["Total", "int", "long", "OrderPlaced", "version 1 of org.acme.a.v1", "services still on version 1 can't read it", ""],
        ["Total", "A, B", "C, D", "Order", "version 1 of org.acme.a.v1 and version 2 of org.acme.b.v1", "you can't read it", " Or wait."],
        ["Total", "none", "none", "Order", "the contract of org.acme.a.v1", "you can't read it", ""],
    ];

    public static TheoryData<string> Rules => [.. TestedRules.ById.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_s_text_is_good_English_for_every_argument(string id)
    {
        DiagnosticDescriptor rule = TestedRules.ById[id];
        string format = rule.MessageFormat.ToString(CultureInfo.InvariantCulture);
        Assert.All(Arguments, arguments =>
        {
            string message = string.Format(CultureInfo.InvariantCulture, format, arguments);
            AssertGood(message);
            bool hasSentences = message.Contains(". ", StringComparison.Ordinal) || id.StartsWith("EVS30", StringComparison.Ordinal)
                || id.StartsWith("EVS31", StringComparison.Ordinal);
            Assert.Equal(hasSentences, message.EndsWith('.'));
        });
        AssertGood(rule.Description.ToString(CultureInfo.InvariantCulture));
        Assert.EndsWith(".", rule.Description.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.False(rule.Title.ToString(CultureInfo.InvariantCulture).EndsWith('.'));
    }

    [Theory]
    [InlineData("(char C)", "Avro has no type for char: use string")]
    [InlineData("(byte C)", "Avro has no type for byte: use int")]
    [InlineData("(uint C)", "Avro has no type for uint: use long")]
    [InlineData("(ulong C)", "Avro has no type for ulong: use long, or decimal with [AvroDecimal(20)]")]
    [InlineData("(Half C)", "Avro has no type for Half: use float")]
    [InlineData("(List<List<object>> C)", "object can't be written as Avro: use a bool")]
    [InlineData("(HashSet<int> C)", "HashSet<int> can't be written as Avro")]
    [InlineData("(int[,] C)", "int[,] can't be written as Avro")]
    [InlineData("([AvroConverter(typeof(MoneyConverter))] object C)", "MoneyConverter converts Money, and the type is object")]
    [InlineData("([AvroConverter(typeof(MoneyConverter))] List<object> C)", "MoneyConverter converts Money, and the type is List<object>")]
    [InlineData("([AvroConverter(typeof(MoneyConverter))] string C)", "let it implement IAvroConverter<string, TWire>")]
    [InlineData("([AvroConverter(typeof(Money))] string? C)", "Money isn't a converter")]
    [InlineData("([AvroDecimal(1), AvroFixed(1)] decimal C, decimal D)", "write [AvroDecimal(precision, scale)]")]
    [InlineData("([AvroDecimal(9), AvroFixed(1)] decimal C)", "a decimal of precision 9 needs a fixed of size 4 or more")]
    [InlineData(
        "([AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.Date)] DateTimeOffset C)",
        "a DateTimeOffset can't travel as Date: write TimestampMillis or TimestampMicros or TimestampNanos in [AvroLogicalType]")]
    [InlineData("(int UserID, int UserId)", "'UserID' is \"user_id\" there already: give one of the two another name, as in [AvroName(")]
    public async Task A_member_s_message_names_what_is_written_and_what_to_write(string members, string expected)
    {
        string message = await MessageOfAsync(
            $"{Event}{members}; public sealed record Money(int Cents); "
            + "public sealed class MoneyConverter : IAvroConverter<Money, int> { public static int ToWire(Money value) => value.Cents; "
            + "public static Money FromWire(int wire) => new(wire); }");

        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Missing", "OrderPlaced has no member 'Missing': write one of Number, Order, At")]
    [InlineData("Order.Missing", "Order has no member 'Missing': its only member is Note")]
    [InlineData("Order", "Order is a record: go on to one of its members, as in Order.Note")]
    [InlineData("At", "At is a DateOnly, and a key must mean the same to every service: choose a string, a Guid, a bool, a number")]
    [InlineData("Number.Length", "Number is an int, which has no members in the schema: end the path at Number")]
    [InlineData("Order.Note", "Note is nullable, and a message without its key would go to any partition: choose a member")]
    public async Task A_key_s_message_names_members_of_CSharp(string key, string expected)
    {
        string message = await MessageOfAsync(
            Event.Replace("\"F\"", $"\"F\", Key = \"{key}\"", StringComparison.Ordinal)
            + "(int Number, Order Order, DateOnly At); public sealed record Order(string? Note);");

        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.StartsWith($"The key '{key}' doesn't lead to", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_abstract_event_is_told_what_an_event_can_be() =>
        Assert.Contains(
            "OrderPlaced is abstract, and an event is one record on the wire: remove the abstract modifier",
            await MessageOfAsync(Event.Replace("partial", "abstract partial", StringComparison.Ordinal) + "(int Number);"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("[AvroDecimal(9, 2)] decimal P", "[AvroDecimal(12, 2)] decimal P", "a service that checks the number of digits may refuse")]
    [InlineData("[AvroDecimal(12, 2)] decimal P", "[AvroDecimal(9, 2)] decimal P", "older events may hold more digits than are allowed")]
    [InlineData("[AvroDecimal(9, 2)] decimal P", "[AvroDecimal(9, 3)] decimal P", "a decimal travels without its scale")]
    public async Task A_change_of_a_decimal_says_what_happens(string before, string after, string expected)
    {
        string message = await MessageOfAsync($"{Event}({after});", $"{Event}({before});");

        Assert.StartsWith("'P' was decimal(", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(int N = 1);", "(int N = 2);", "If it is meant,", "on the member")]
    [InlineData("(int N, string? Note);", "(int N, string? Remark);", "If it isn't a rename,", "on the member")]
    [InlineData("(string Name);", "([PersonalData] string Name);", "If it is meant,", "on the member")]
    [InlineData("(string Name); // Topic = a", "(string Name); // Topic = b", "If it is meant,", "on the record")]
    [InlineData("(string Name, string Id); // Key = Name", "(string Name, string Id); // Key = Id", "If it is meant,", "on the record")]
    public async Task A_change_of_meaning_says_how_to_accept_it(string before, string after, string intention, string place)
    {
        string accepted = await MessageOfAsync(Source(after), Source(before));
        string shipped = await MessageOfAsync(Source(after), Source(before), isShipped: true);

        Assert.EndsWith(
            $" {intention} accept it with the fix, or run dotnet build -t:AcceptEventSchemas "
            + "-p:EventSchemasAcceptBreaks=org.acme.order.placed.v1.",
            accepted,
            StringComparison.Ordinal);
        Assert.Contains($" {intention} write [JustifiedBreak(\"EVS31", shipped, StringComparison.Ordinal);
        Assert.EndsWith($"\", \"the reason\")] {place} until the next version is shipped.", shipped, StringComparison.Ordinal);

        static string Source(string text) => text.Split(" // ") is [var members, var term] && term.Split(" = ") is [var name, var value]
            ? Event.Replace("\"F\"", $"\"F\", {name} = \"{value}\"", StringComparison.Ordinal) + members
            : Event + text;
    }

    [Fact]
    public async Task A_record_that_many_events_reach_names_three_of_them()
    {
        IEnumerable<string> events = Enumerable.Range(10, 60).Select(i =>
            $"[OpenEdxEvent(\"org.acme.e{i}.v1\", FeatureFlag = \"F\")] public partial record E{i}(Shared S);");
        string before = string.Join('\n', events) + "\npublic record Shared(int Count);";
        string message = await MessageOfAsync(before.Replace("int Count", "long Count", StringComparison.Ordinal), before, isShipped: true);

        Assert.StartsWith(
            "'Count' was int in version 1 of org.acme.e10.v1, org.acme.e11.v1, org.acme.e12.v1 and 57 more and is long now: "
            + "services still on version 1 can't read what you will publish",
            message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_from_an_edited_version_is_not_reported()
    {
        using EventProject project = new EventProject($"{Event}(int Number);").WithContractOf($"{Event}(int Number);");
        project.WithShipped(1, $"{Event}(int Number);");
        (string path, string text) = new BuiltContracts($"{Event}(int Number);").Shipped(1)
            .First(file => file.Path.EndsWith(".avsc", StringComparison.Ordinal));
        project.WithContract(path, text.Replace("\"number\"", "\"total\"", StringComparison.Ordinal));

        Assert.Equal(["EVS2005", "EVS2005"], (await project.DiagnosticsAsync()).Select(found => found.Id));
    }

    [Theory]
    [InlineData("OpenEdxEvent")]
    [InlineData("AvroEvent")]
    public async Task A_justification_on_a_mirror_says_why_it_has_no_effect(string attribute)
    {
        string mirror = Event.Replace("\"F\"", "\"F\", Role = EventRole.Mirror", StringComparison.Ordinal)
            .Replace("OpenEdxEvent", attribute, StringComparison.Ordinal);
        using EventProject project = new EventProject($"{mirror}(int Number, [JustifiedBreak(\"EVS3002\", \"r\")] int Count);")
            .WithContractOf($"{mirror}(int Number);");
        project.WithShipped(1, $"{mirror}(int Number);");

        Diagnostic unused = Assert.Single(await project.DiagnosticsAsync(), found => found.Id == "EVS3203");
        Assert.Equal(
            "The justification of EVS3002 has no effect here, so remove it: "
            + "an event of another team must read every version that its owner publishes, so nothing can be justified",
            unused.GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_event_that_leads_back_to_itself_is_called_by_its_event_type()
    {
        string message = await MessageOfAsync($"{Event}(int Number, string? Next);", $"{Event}(int Number, OrderPlaced? Next);");

        Assert.Contains("'Next' was org.acme.order.placed.v1 in the contract of", message, StringComparison.Ordinal);
    }

    private static async Task<string> MessageOfAsync(string source, string? before = null, bool isShipped = false)
    {
        using var project = new EventProject(source);
        if (isShipped)
        {
            project.WithShipped(1, before!);
        }
        else if (before is not null)
        {
            project.WithContractOf(before);
        }

        Diagnostic[] found = [.. (await project.DiagnosticsAsync()).Where(one => one.Id is not ("EVS2001" or "EVS2006"))];
        string[] messages = [.. found.Select(one => one.GetMessage(CultureInfo.InvariantCulture)).Distinct()];
        Assert.All(messages, AssertGood);
        return Assert.Single(messages);
    }

    private static void AssertGood(string message)
    {
        Assert.DoesNotMatch(@"\bCloudEvent\b|`|  |\ba (int|[aeio][a-z]|[AEIO][a-z])|\ban [bcdfghjklmnpqrstvwxyz]", message);
        Assert.DoesNotMatch(@"\b1 (bytes|digits|members|versions|characters)\b|\bversions [0-9]+ (of|lack)|\{[0-9]\}|,,|\.\.", message);
        Assert.Equal(message.Trim(), message);
    }
}
