using Microsoft.CodeAnalysis.CSharp;

namespace EventSchemas.Analyzers.Tests;

/// <summary>No analyzer fails on an incomplete text: one that ends anywhere, or that lacks a part anywhere.</summary>
public sealed class HalfTypedTests
{
    private const int Step = 13;

    // Of these positions, in the short form.
    private const int Each = 3;

    private const string Source = """
        using Confluent.Kafka;
        using EventSchemas.Kafka;
        using Outcome = Confluent.Kafka.PersistenceStatus;

        [OpenEdxEvent(
            "org.acme.a.v1", Topic = "a", Key = "Plain.Name", FeatureFlag = "NewA", FlagRemoveBy = "2026-02-28", Role = EventRole.Owner)]
        public partial record A(Plain Plain, List<Plain>? More, [property: AvroName("x")] int Count = 3);

        public record Plain(string Name);

        public class First : IEventHandler<A>, IEventHandler<Plain>
        {
            public async Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => await Task.Yield();
        }

        [HandlerName("first")]
        public class Second(IAProducer producer) : IEventHandler<A>
        {
            public async Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken)
            {
                _ = producer.PublishAsync(value);
                producer?.PublishAsync(new A(new Plain("x"), null)).ConfigureAwait(false);
            }
        }

        public class Service(IProducer<string, A> around) : ISerializer<A>
        {
            public void Add(EventBusBuilder bus) => bus
                .AddProducer<A>()
                .AddConsumerGroup("g", StartAt.Latest, group => group.OnA<First>("x").Handle<A, Second>("x").AddDiscoveredHandlers())
                .AddConsumerGroup(
                    "g", StartAt.Latest, group => { if (around is null) { group.OnA<First>("y"); } else { group.OnA<Second>("y"); } });

            public byte[] Serialize(A data, SerializationContext context) =>
                new Message<string, A> { Value = data }.Value is { } a ? [(byte)a.Count] : [];
        }
        """;

    private static readonly CSharpCompilation Empty = TestCompilation.Create("Half", [], TestReferences.Kafka);

    private static readonly (string Path, string Text)[] Settings = [("/p/appsettings.json", "{ \"FeatureManagement\": { } }")];

    [Fact]
    public async Task A_text_that_ends_anywhere()
    {
        foreach (int end in Positions())
        {
            await AnalyzeAsync(Source[..end]);
        }
    }

    [Fact]
    public async Task A_text_with_a_part_missing()
    {
        foreach (int start in Positions())
        {
            await AnalyzeAsync(Source.Remove(start, Step));
        }
    }

    private static IEnumerable<int> Positions() =>
        Scale.Sample(Enumerable.Range(0, Source.Length / Step).Select(i => i * Step), Each);

    private static Task AnalyzeAsync(string text) =>
        Analysis.AllAsync(GeneratorRun.Of(Empty.AddSyntaxTrees(TestCompilation.Parse("Half.cs", text))).Output, Settings, text);
}
