namespace EventSchemas.Analyzers.Tests;

public sealed class BypassRulesTests
{
    private const string Head = """
        using Confluent.Kafka;

        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public partial record A(int Count);
        public record Plain(int Count);

        """;

    [Theory]
    [InlineData("class C({|EVS5001:IProducer<string, A>|} producer) { object Producer => producer; }")]
    [InlineData("class C { object M(ProducerConfig config) => new {|EVS5001:ProducerBuilder<Null, A>|}(config).Build(); }")]
    [InlineData("class C { object M(Handle handle) => new {|EVS5001:DependentProducerBuilder<Null, A>|}(handle); }")]
    [InlineData("class C { object M(A a) => new {|EVS5001:Message<string, A>|} { Value = a }; }")]
    [InlineData("class C { {|EVS5001:Message<string, A>|} M(A a) => new() { Value = a }; }")]
    [InlineData("class C { object M(A a) => new Confluent.Kafka.{|EVS5001:Message<string, A>|} { Value = a }; }")]
    [InlineData("class C { Dictionary<string, {|EVS5001:IProducer<string, A>|}[]>? Producers; }")]
    [InlineData("class C : {|EVS5001:ISerializer<A>|} { public byte[] Serialize(A data, SerializationContext context) => []; }")]
    [InlineData(
        "class C : {|EVS5001:IAsyncSerializer<A>|} { public Task<byte[]> SerializeAsync(A data, SerializationContext context) => "
        + "Task.FromResult(new byte[0]); }")]
    [InlineData("class C(IProducer<A, string> producer) { object Producer => producer; }")]
    [InlineData("class C(IProducer<string, Plain> producer) { object Producer => producer; }")]
    [InlineData("class C(IProducer<string, List<A>> producer) { object Producer => producer; }")]
    [InlineData("class C(IConsumer<string, A> consumer) { object Consumer => consumer; }")]
    [InlineData("/// <summary>Not an <see cref=\"IProducer{TKey, TValue}\"/> nor a <see cref=\"Message{TKey, A}\"/>.</summary>\nclass C;")]
    [InlineData("namespace Own { class Message<TKey, TValue>; class C { Message<string, A>? M; } }")]
    [InlineData("class C { object M() => new Message<string, {|CS0246:Missing|}>(); }")]
    [InlineData("class C { object M() => new Message<string, {|CS1031:>|}(); }")]
    public Task Kafka_s_own_way_of_publishing_an_event_is_reported(string source) =>
        new RuleTest { TestCode = Head + source }
            .WithSetting("eventschemas_kafka_types", "allowed").Referencing(TestReferences.Confluent).VerifyAsync();

    [Fact]
    public Task The_message_names_the_type_and_the_producer_to_use() =>
        new RuleTest { TestCode = Head + "class C({|#0:IProducer<string, A>|} producer) { object Producer => producer; }" }
            .WithSetting("eventschemas_kafka_types", "allowed")
            .Referencing(TestReferences.Confluent)
            .Expecting(RuleTest.Rule("EVS5001").WithLocation(0).WithArguments("IProducer", "A"))
            .VerifyAsync();

    [Fact]
    public Task An_event_of_another_assembly_is_an_event() =>
        new RuleTest
        {
            TestCode = "using Confluent.Kafka; class C({|EVS5001:IProducer<string, A>|} producer) { object Producer => producer; }",
        }
            .Referencing(
                [.. TestReferences.Confluent, GeneratorRun.Of(
                    "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);").ToReference()])
            .VerifyAsync();
}
