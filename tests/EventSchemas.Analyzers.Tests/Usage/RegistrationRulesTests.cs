namespace EventSchemas.Analyzers.Tests;

public sealed class RegistrationRulesTests
{
    private const string Head = """
        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public partial record A(int Count);
        [OpenEdxEvent("org.acme.b.v1", FeatureFlag = "F")] public partial record B(int Count);

        public class First : IEventHandler<A>
        {
            public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        public class Second : IEventHandler<A>
        {
            public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        public class Both : IEventHandler<A>, IEventHandler<B>
        {
            public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            public Task HandleAsync(B value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
        }

        """;

    [Theory]
    [InlineData("group.OnA<First>(\"x\").OnA<Second>({|EVS5004:\"x\"|});")]
    [InlineData("group.Handle<A, First>(\"x\").Handle<A, Second>({|EVS5004:\"x\"|}).Handle<A, Both>(name: {|EVS5004:Name|});")]
    [InlineData("group.OnA<First>(\"x\"); group.OnB<Both>(\"y\"); group.OnA<Second>({|EVS5004:Name|});")]
    [InlineData("group.OnA<First>(\"x\"); if (yes) { group.OnA<Second>({|EVS5004:\"x\"|}); }")]
    [InlineData("IConsumerGroupBuilder more = group; more.OnA<First>(\"x\"); more.OnA<Second>({|EVS5004:\"x\"|});")]
    [InlineData("Get().OnA<First>(\"x\").OnA<Second>({|EVS5004:\"x\"|});")]
    [InlineData("group.OnA<First>(\"x\").OnB<Both>(\"y\").OnA<Both>(\"z\");")]
    [InlineData("if (yes) { group.OnA<First>(\"x\"); } else { group.OnA<Second>(\"x\"); }")]
    [InlineData("if (yes) { group.OnA<First>(\"x\"); return; } group.OnA<Second>(\"x\");")]
    [InlineData("_ = yes ? group.OnA<First>(\"x\") : group.OnA<Second>(\"x\");")]
    [InlineData("switch (yes) { case true: group.OnA<First>(\"x\"); break; default: group.OnA<Second>(\"x\"); break; }")]
    [InlineData("group.OnA<First>(\"x\"); other.OnA<Second>(\"x\");")]
    [InlineData("Get().OnA<First>(\"x\"); Get().OnA<Second>(\"x\");")]
    [InlineData("group.OnA<First>(other.Name).OnA<Second>(other.Name);")]
    [InlineData("group.OnA<First>(\"x\").OnA<{|CS0246:Missing|}>({|EVS5004:\"x\"|});")]
    public Task A_name_is_given_once_in_a_group(string body) => RuleTest.QuietAsync(
        Head + $$"""
        class C
        {
            const string Name = "x";
            static IConsumerGroupBuilder Get() => throw new NotSupportedException();
            void M(IConsumerGroupBuilder group, IConsumerGroupBuilder other, bool yes) { {{body}} }
        }
        """);

    [Theory]
    [InlineData(
        "bus.AddConsumerGroup(\"g\", StartAt.Latest, g => g.OnA<First>(\"x\")).AddConsumerGroup({|EVS5004:\"g\"|}, StartAt.Latest, g => "
        + "g.OnA<First>(\"x\").OnA<Second>({|EVS5004:\"x\"|}));")]
    [InlineData(
        "bus.AddConsumerGroup(\"g\", StartAt.Latest, g => g.OnA<First>(\"x\")); bus.AddConsumerGroup({|EVS5004:\"g\"|}, StartAt.Latest, g "
        + "=> g.OnA<Second>(\"x\"));")]
    [InlineData("bus.AddConsumerGroup(\"g\", StartAt.Latest, g => { g.OnA<First>(\"x\"); g.OnA<Second>({|EVS5004:\"x\"|}); });")]
    [InlineData(
        "bus.AddConsumerGroup(\"g\", StartAt.Latest, g => g.OnA<First>(\"x\")).AddProducer<A>().AddConsumerGroup(\"h\", StartAt.Latest, g "
        + "=> g.OnA<Second>(\"x\"));")]
    [InlineData(
        "bus.AddConsumerGroup(\"g\", StartAt.Latest, g => g.OnA<First>(\"x\")); other.AddConsumerGroup(\"g\", StartAt.Latest, g => "
        + "g.OnA<Second>(\"x\"));")]
    public Task A_group_is_registered_once(string body) => RuleTest.QuietAsync(
        Head
        + $"class C {{ void M(EventSchemas.Kafka.EventBusBuilder bus, EventSchemas.Kafka.EventBusBuilder other) {{ {body} }} "
        + "object O = (typeof(Both), typeof(Second)); }",
        TestReferences.Kafka);

    [Theory]
    [InlineData("group.OnA<{|EVS5004:First|}>(\"x\").AddDiscoveredHandlers();")]
    [InlineData("group.AddDiscoveredHandlers(); group.Handle<A, {|EVS5004:First|}>(\"first\");")]
    [InlineData("DiscoveredHandlers.AddDiscoveredHandlers(group.OnA<{|EVS5004:First|}>(\"x\"));")]
    [InlineData("group.AddDiscoveredHandlers().OnA<Foreign>({|EVS5004:\"first\"|}).OnA<Foreign>(\"foreign\");")]
    [InlineData("group.AddDiscoveredHandlers(); other.OnA<First>(\"x\");")]
    public Task What_is_discovered_is_not_registered_again(string body) => RuleTest.QuietAsync(
        Head + $$"""
        class C
        {
            void M(IConsumerGroupBuilder group, IConsumerGroupBuilder other) { {{body}} }

            private class Foreign : IEventHandler<A>
            {
                public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
            }
        }
        """);

    [Theory]
    [InlineData("group.OnA<First>().OnA<Second>();")]
    [InlineData("group.OnA<First>(\"x\").OnA<Second>(")]
    [InlineData("group.OnA<>(\"x\").OnA<>({|EVS5004:\"x\"|});")]
    [InlineData("group.OnA<{|EVS5004:First|}>(null).OnA<{|EVS5004:Second|}>(null).AddDiscoveredHandlers(")]
    [InlineData("group.AddDiscoveredHandlers().OnA<Missing>(\"first\" + missing);")]
    [InlineData("missing.AddConsumerGroup(\"g\", g => g.OnA<First>(\"x\")).AddConsumerGroup(\"g\", g => )")]
    [InlineData("group?.OnA<First>(\"x\")?.OnA<Second>(\"x\");")]
    public Task An_incomplete_registration_does_not_fail_the_analyzers(string body) => RuleTest.HalfTypedAsync(
        Head
            + $"class C {{ void M(IConsumerGroupBuilder group) {{ {body} }} object O = (typeof(Both), typeof(First), typeof(Second)); }}");

    [Fact]
    public Task Classes_of_one_discovered_name_are_both_reported() =>
        new RuleTest
        {
            TestCode = Head + """
                class C { void M(IConsumerGroupBuilder group) => group.AddDiscoveredHandlers(); }

                namespace Mail
                {
                    public class {|#0:WelcomeMail|} : IEventHandler<A>
                    {
                        public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
                    }
                }

                namespace Post
                {
                    [HandlerName("welcome-mail")]
                    public class {|#1:Letter|} : IEventHandler<A>
                    {
                        public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
                    }

                    [HandlerName("welcome")]
                    public class WelcomeMail : IEventHandler<A>
                    {
                        public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask;
                    }
                }
                """,
        }
        .Expecting(
            RuleTest.Rule("EVS5004").WithLocation(0).WithLocation(1).WithArguments(
                "'Mail.WelcomeMail' and 'Post.Letter' would both be discovered as 'welcome-mail': give one of them another "
                + "name with [HandlerName]"),
            RuleTest.Rule("EVS5004").WithLocation(1).WithLocation(0).WithArguments(
                "'Post.Letter' and 'Mail.WelcomeMail' would both be discovered as 'welcome-mail': give one of them another "
                + "name with [HandlerName]"))
        .VerifyAsync();

    [Fact]
    public Task Without_discovery_classes_may_have_the_same_name() => RuleTest.QuietAsync(
        Head
            + "namespace Post { public class First : IEventHandler<A> { public Task HandleAsync(A value, EventContext context, "
            + "CancellationToken cancellationToken) => Task.CompletedTask; } }");

    [Fact]
    public Task The_messages_say_what_clashes_and_where_the_first_one_is() =>
        new RuleTest
        {
            TestCode = Head + """
                class C
                {
                    void M(EventSchemas.Kafka.EventBusBuilder bus) => bus
                        .AddConsumerGroup({|#0:"g"|}, StartAt.Latest, g => g.OnA<First>({|#1:"x"|}).OnA<Second>({|#2:"x"|}))
                        .AddConsumerGroup({|#3:"g"|}, StartAt.Latest, g => {|#4:g.OnA<{|#5:Both|}>("y").AddDiscoveredHandlers()|});
                }
                """,
        }
        .Referencing(TestReferences.Kafka)
        .Expecting(
            RuleTest.Rule("EVS5004").WithLocation(2).WithLocation(1).WithArguments(
                "The group has two handlers named 'x', and what each has settled is told apart by the name: give one of them another"),
            RuleTest.Rule("EVS5004").WithLocation(3).WithLocation(0).WithArguments(
                "The consumer group 'g' is registered twice: put all its handlers into one registration"),
            RuleTest.Rule("EVS5004").WithLocation(5).WithLocation(4).WithArguments(
                "AddDiscoveredHandlers registers 'Both' as well, so it would be in the group twice: remove this registration, or register "
                + "all handlers of the group by hand"))
        .VerifyAsync();
}
