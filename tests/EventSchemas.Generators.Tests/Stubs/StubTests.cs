namespace EventSchemas.Generators.Tests;

/// <summary>
/// The contract, the producer and the consumer methods that an event gets, and the registration of an assembly's handlers.
/// </summary>
public sealed class StubTests
{
    [Fact]
    public void What_has_no_schema_still_has_all_signatures_so_that_the_analyzers_message_is_the_only_error()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(decimal Price);",
            "public class Use(IEProducer producer) { public Task<PublishResult> Send(E e) => producer.PublishAsync(e); public void "
            + "Add<T>(IConsumerGroupBuilder g) where T : class, IEventHandler<E> => g.OnE<T>(\"x\"); }");

        Assert.Empty(run.Messages);
        Assert.Empty(run.GeneratorDiagnostics);
    }

    [Fact]
    public void Nested_and_internal_events_and_obsolete_members_compile_without_a_warning()
    {
        GeneratorRun run = GeneratorRun.Of("""
            namespace Acme
            {
                public static partial class Events
                {
                    [OpenEdxEvent("org.acme.e.v1", Key = "Name")]
                    internal sealed partial record E([property: Obsolete("old")] string Name);
                }
            }
            """);

        run.Load();
    }

    [Fact]
    public void Handlers_of_the_assembly_are_registered_under_their_names()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[OpenEdxEvent(\"org.acme.a.v1\")] public partial record A(string Name); [OpenEdxEvent(\"org.acme.b.v1\")] public partial "
            + "record B(string Name);",
            """
            public abstract class Handler<T> : IEventHandler<T> where T : class, IEventContract<T>
            {
                public Task HandleAsync(T value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            public sealed class WelcomeMail : Handler<A>;
            [HandlerName("pinned")] public sealed class Renamed : Handler<B>;
            public sealed class Both : IEventHandler<A>, IEventHandler<B>
            {
                public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
                public Task HandleAsync(B value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            }
            public static class Use { public static void All(IConsumerGroupBuilder group) => group.AddDiscoveredHandlers(); }
            """);
        string source = run.Result.GeneratedSources.Single(s => s.HintName == "DiscoveredHandlers.g.cs").SourceText.ToString();

        Assert.Empty(run.Messages);
        string[] handlers =
        [
            "<global::A, global::WelcomeMail>(\"welcome-mail\")",
            "<global::B, global::Renamed>(\"pinned\")",
            "<global::A, global::Both>(\"both.a\")",
            "<global::B, global::Both>(\"both.b\")",
        ];
        foreach (string handler in handlers)
        {
            Assert.Contains(handler, source, StringComparison.Ordinal);
        }
    }
}
