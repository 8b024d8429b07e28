namespace EventSchemas.Analyzers.Tests;

public sealed class HandlerRulesTests
{
    private const string Head = """
        [OpenEdxEvent("org.acme.a.v1", FeatureFlag = "F")] public partial record A(Plain Plain);
        public record Plain(int Count);

        """;

    private const string Body =
        " { public Task HandleAsync(Plain value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask; }";
    private const string AnyBody =
        " { public Task HandleAsync(T value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask; }";

    [Theory]
    [InlineData("class {|CS0311:H|} : IEventHandler<{|EVS5003:Plain|}>" + Body)]
    [InlineData(
        "class {|CS0311:H|}(string s) : EventSchemas.IEventHandler<{|EVS5003:Plain|}> { public Task HandleAsync(Plain value, EventContext "
        + "context, CancellationToken cancellationToken) => throw new Exception(s); }")]
    [InlineData("record {|CS0311:H|} : IEventHandler<{|EVS5003:Plain|}>" + Body)]
    [InlineData(
        "abstract class {|CS0452:H|} : IEventHandler<{|EVS5003:int|}> { public abstract Task HandleAsync(int value, EventContext context, "
        + "CancellationToken cancellationToken); }")]
    [InlineData(
        "abstract class Base<T> : IEventHandler<T> where T : class, IEventContract<T>"
            + AnyBody
            + " class {|CS0311:H|} : Base<{|EVS5003:Plain|}>;")]
    [InlineData(
        "class H : IEventHandler<A> { public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => "
        + "Task.CompletedTask; }")]
    [InlineData("class H<T> : IEventHandler<T> where T : class, IEventContract<T>" + AnyBody)]
    [InlineData("class H : List<Plain>;")]
    [InlineData(
        "class H : IEventHandler<{|CS0246:Missing|}> { public Task HandleAsync({|CS0246:Missing|} value, EventContext context, "
        + "CancellationToken cancellationToken) => Task.CompletedTask; }")]
    public Task A_handler_handles_events(string source) => RuleTest.QuietAsync(Head + source);

    [Theory]
    [InlineData("class H : IEventHandler<> { }")]
    [InlineData("class H : IEventHandler<")]
    [InlineData("class H : IEventHandler<A, { }")]
    [InlineData("class H : IEventHandler<{|EVS5003:Plain|}")]
    [InlineData("class : IEventHandler<A> { }")]
    [InlineData("class H(IEventHandler<A> inner) : List<")]
    [InlineData("interface I : IEventHandler<Plain> { }")]
    public Task An_incomplete_handler_does_not_fail_the_analyzers(string source) => RuleTest.HalfTypedAsync(Head + source);

    [Fact]
    public Task The_message_names_the_handler_and_the_type_and_says_what_to_do() =>
        new RuleTest
        {
            TestCode = Head + "class {|CS0311:H|} : IEventHandler<{|#0:Plain|}>" + Body
                + " abstract class {|CS0311:S|} : IEventHandler<{|#1:string|}> { public abstract Task HandleAsync(string value, "
                + "EventContext context, CancellationToken cancellationToken); }",
        }
        .Expecting(
            RuleTest.Rule("EVS5003").WithLocation(0).WithArguments(
                "H",
                "Plain",
                "put [OpenEdxEvent(\"…\")] or [AvroEvent(\"…\")] with an event type on it and make it partial, or handle the event that it "
                + "is part of"),
            RuleTest.Rule("EVS5003").WithLocation(1).WithArguments(
                "S", "string", "handle an event, which is a partial record with [OpenEdxEvent] or [AvroEvent]"))
        .VerifyAsync();

    [Theory]
    [InlineData("group => group.OnA<First>(\"first\")", "Second")]
    [InlineData("group => group.Handle<A, First>(\"first\").OnA<Second>(\"second\")")]
    [InlineData("group => group.AddDiscoveredHandlers()")]
    public Task A_handler_in_no_group_is_reported_where_groups_are_registered(string group, params string[] unregistered) =>
        RuleTest.QuietAsync(
            Head
            + "class Service { void Add(EventSchemas.Kafka.EventBusBuilder bus) => "
            + $"bus.AddConsumerGroup(\"g\", StartAt.Latest, {group}); }}\n"
            + string.Concat(
                new[] { "First", "Second" }.Select(name => Handler(name, unregistered.Contains(name) ? $"{{|EVS5006:{name}|}}" : name))),
            TestReferences.Kafka);

    [Fact]
    public Task Where_no_group_is_registered_or_the_class_can_t_be_no_handler_is_missed() =>
        RuleTest.QuietAsync(Head + Handler("First", "First"));

    [Fact]
    public Task An_abstract_handler_needs_no_group() =>
        RuleTest.QuietAsync(
            Head
            + "class Service { void Add(EventSchemas.Kafka.EventBusBuilder bus) => bus.AddConsumerGroup(\"g\", StartAt.Latest, group "
            + "=> group.OnA<First>(\"first\")); }\n"
            + Handler("First", "First") + "abstract class Base : IEventHandler<A> { public abstract Task HandleAsync(A value, "
            + "EventContext context, CancellationToken cancellationToken); }",
            TestReferences.Kafka);

    private static string Handler(string name, string marked) =>
        $"class {marked} : IEventHandler<A> "
        + "{ public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => "
        + $"throw new Exception(nameof({name})); }}\n";
}
