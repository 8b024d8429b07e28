using System.Reflection;
using System.Text.RegularExpressions;
using EventSchemas.Avro;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.OpenEdx;
using EventSchemas.Redis;
using EventSchemas.Testing;

namespace EventSchemas.Documentation.Tests;

/// <summary>What pages for users name as a public type or member of ours exists.</summary>
public sealed partial class NamedMemberTests
{
    private static readonly ILookup<string, Type> Types = new[]
        {
            typeof(EventContext), typeof(AvroSchema), typeof(EventBusOptions), typeof(KafkaOptions), typeof(RedisOptions),
            typeof(OutboxOptions), typeof(OpenEdxEvents), typeof(EmbeddedKafka),
        }
        .SelectMany(type => type.Assembly.GetExportedTypes())
        .ToLookup(type => type.Name.Split('`')[0]);

    public static TheoryData<string> Pages =>
    [
        .. DocumentationPage.All
            .Select(page => page.Path)
            .Where(path => !path.StartsWith("docs/contributing/", StringComparison.Ordinal) && path != "docs/architecture.md"),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_member_that_a_page_names_with_its_type_exists(string page)
    {
        string[] missing =
        [
            .. TypeAndMember().Matches(DocumentationPage.Of(page).Text)
                .Where(match => Types.Contains(match.Groups["type"].Value))
                .Where(match => !Types[match.Groups["type"].Value].Any(type => Has(type, match.Groups["member"].Value)))
                .Select(match => match.Value),
        ];

        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void An_interface_of_the_bus_that_a_page_names_is_public(string page)
    {
        string[] missing =
        [
            .. Interface().Matches(DocumentationPage.Of(page).Text)
                .Select(match => match.Groups["type"].Value)
                .Where(name => !Types.Contains(name)),
        ];

        Assert.Empty(missing);
    }

    private static bool Has(Type type, string member) =>
        type.GetMember(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Length > 0
            || type.GetNestedType(member) is not null;

    [GeneratedRegex(@"`(await )?(?<type>[A-Z]\w+)(<\w+>)?\.(?<member>[A-Z]\w+)")]
    private static partial Regex TypeAndMember();

    // IEventHandler and so on; those that are generated for an event are named after it.
    [GeneratedRegex(@"`(?<type>I(Event|Avro|Any|Kafka|DeadLetter|Undelivered|Processed|Group|Consumer)\w*)")]
    private static partial Regex Interface();
}
