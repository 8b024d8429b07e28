using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class KafkaTypesRulesTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);\n";

    private const string Marked = """
        using Confluent.Kafka;
        using Outcome = Confluent.Kafka.PersistenceStatus;

        class C({|EVS5005:IProducer|}<string, byte[]> producer)
        {
            /// <summary>Sends a <see cref="Message{TKey, TValue}"/>.</summary>
            async Task<{|EVS5005:Outcome|}> Send(Confluent.Kafka.{|EVS5005:TopicPartition|} place)
            {
                var result = await producer.ProduceAsync(
                    place, new {|EVS5005:Message|}<string, byte[]> { Key = nameof({|EVS5005:Acks|}) });
                return result.Status;
            }

            Message Own(string Partition) => new(Partition);

            class Message(string text) { public string Text => text; }
        }

        """;

    private static readonly string Plain = Marked.Replace("{|EVS5005:", "", StringComparison.Ordinal).Replace(
        "|}", "", StringComparison.Ordinal);

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("auto", null, true)]
    [InlineData("nonsense", null, true)]
    [InlineData("Forbidden", null, true)]
    [InlineData("allowed", null, false)]
    [InlineData(null, "allowed", false)]
    [InlineData(null, "forbidden", true)]
    [InlineData(null, "", true)]
    [InlineData("allowed", "forbidden", false)]
    public Task A_setting_of_the_file_takes_precedence_over_one_of_the_project(string? key, string? property, bool isReported)
    {
        RuleTest test = new RuleTest { TestCode = (isReported ? Marked : Plain) + Event }.Referencing(TestReferences.Confluent);
        test.DisabledDiagnostics.Add("EVS2008");
        test = key is null ? test : test.WithSetting("eventschemas_kafka_types", key);
        return (property is null ? test : test.WithProperty("EventSchemasKafkaTypes", property)).VerifyAsync();
    }

    [Fact]
    public Task A_library_without_events_may_use_Kafka_types() => RuleTest.QuietAsync(Plain, TestReferences.Confluent);

    [Fact]
    public Task A_service_may_use_Kafka_types() => RuleTest.QuietAsync(Plain + Event, TestReferences.Kafka);

    [Fact]
    public Task A_program_may_use_Kafka_types() =>
        new RuleTest { TestCode = Plain + Event + "class P { static void Main() { } }", OutputKind = OutputKind.ConsoleApplication }
            .Referencing(TestReferences.Confluent)
            .VerifyAsync();

    [Fact]
    public Task A_service_may_be_forbidden_too_and_the_message_names_the_type() =>
        new RuleTest { TestCode = "class C { Confluent.Kafka.{|#0:Acks|} Acks; }" }
            .WithSetting("eventschemas_kafka_types", "forbidden").Referencing(TestReferences.Kafka)
            .Expecting(RuleTest.Rule("EVS5005").WithLocation(0).WithArguments("Acks")).VerifyAsync();

    [Fact]
    public Task Without_Kafka_s_client_nothing_is_reported() =>
        RuleTest.QuietAsync(Event + "class Message<TKey, TValue>; class C { Message<string, string>? M; }");
}
