using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

public sealed class PublishRulesTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")] public partial record A(int Count);\n";

    [Theory]
    [InlineData("void M(IAProducer p, A a) { {|EVS5002:p.PublishAsync(a)|}; }")]
    [InlineData("void M(IAProducer p, A a) => {|EVS5002:p.PublishAsync(a)|};")]
    [InlineData("void M(IAProducer p, A a) { _ = {|EVS5002:p.PublishAsync(a, cancellationToken: default)|}; }")]
    [InlineData("void M(IAProducer p, A a) { {|EVS5002:p.PublishAsync(a).ConfigureAwait(false)|}; }")]
    [InlineData("void M(IAProducer? p, A a) { {|EVS5002:p?.PublishAsync(a)|}; }")]
    [InlineData("void M(IEventProducer<A> p, A a) { {|EVS5002:p.PublishAsync(a)|}; }")]
    [InlineData("void M(IEventPublisher p, A a) { {|EVS5002:p.PublishAsync(a)|}; }")]
    [InlineData("void M(Fake p, A a) { {|EVS5002:p.PublishAsync(a)|}; }")]
    [InlineData("Action M(IAProducer p, A a) => () => {|EVS5002:p.PublishAsync(a)|};")]
    [InlineData("async Task M(IAProducer p, A a) { {|EVS5002:p.PublishAsync(a)|}; await Task.Yield(); }")]
    [InlineData("async Task M(IAProducer p, A a) => await p.PublishAsync(a);")]
    [InlineData("async Task M(IAProducer p, A a) { _ = await p.PublishAsync(a).ConfigureAwait(false); }")]
    [InlineData("Task M(IAProducer p, A a) => p.PublishAsync(a);")]
    [InlineData("Task M(IAProducer p, A a) { return p.PublishAsync(a); }")]
    [InlineData("async Task M(IAProducer p, A a) { Task published = p.PublishAsync(a); await published; }")]
    [InlineData("Task M(IAProducer p, A a) => Task.WhenAll(p.PublishAsync(a), p.PublishAsync(a));")]
    [InlineData("void M(IAProducer p, A a) { p.PublishAsync(a).Wait(); }")]
    [InlineData("Func<Task> M(IAProducer p, A a) => () => p.PublishAsync(a);")]
    [InlineData("void M(Other p, A a) { p.PublishAsync(a); }")]
    [InlineData("void M(Fake p, A a) { p.PublishAsync(a, \"twice\"); }")]
    public Task A_publish_whose_task_is_dropped_is_reported(string method) => RuleTest.QuietAsync(Event + $$"""
        class C { {{method}} }
        class Other { public Task PublishAsync(A a) => Task.CompletedTask; }
        class Fake : IEventProducer<A>
        {
            public Task<PublishResult> PublishAsync(
                A value, PublishOptions? options = null, CancellationToken cancellationToken = default) =>
                throw new NotSupportedException();
            public Task PublishAsync(A value, string how) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("void M(IAProducer p, A a) { p.PublishAsync(")]
    [InlineData("void M(IAProducer p, A a) { p.PublishAsync(); }")]
    [InlineData("void M(IAProducer p, A a) { _ = p.PublishAsync }")]
    [InlineData("void M(IAProducer p, A a) { p?.PublishAsync(missing); }")]
    [InlineData("void M(IEventPublisher p, A a) { p.PublishAsync<>(a); }")]
    [InlineData("void M(Missing p, A a) { p.PublishAsync(a); }")]
    public Task An_incomplete_publish_does_not_fail_the_analyzers(string method) =>
        RuleTest.HalfTypedAsync(Event + "class C { " + method + " }");

    [Fact]
    public Task The_message_names_the_event() =>
        new RuleTest { TestCode = Event + "class C { void M(IEventPublisher p, A a) { {|#0:p.PublishAsync(a)|}; } }" }
            .Expecting(RuleTest.Rule("EVS5002").WithLocation(0).WithArguments("A")).VerifyAsync();

    [Theory]
    [InlineData(
        "async Task M() { /* now */ {|EVS5002:p.PublishAsync(a)|}; // sent\n }",
        "async Task M() { /* now */ await p.PublishAsync(a); // sent\n }")]
    [InlineData("async Task M() { _ = {|EVS5002:p.PublishAsync(a)|}; }", "async Task M() { await p.PublishAsync(a); }")]
    [InlineData(
        "async Task M() { {|EVS5002:p.PublishAsync(a).ConfigureAwait(false)|}; }",
        "async Task M() { await p.PublishAsync(a).ConfigureAwait(false); }")]
    [InlineData("Func<Task> M() => async () => {|EVS5002:p.PublishAsync(a)|};", "Func<Task> M() => async () => await p.PublishAsync(a);")]
    [InlineData(
        "void M() { F(); async Task F() { {|EVS5002:p.PublishAsync(a)|}; {|EVS5002:p.PublishAsync(a)|}; } }",
        "void M() { F(); async Task F() { await p.PublishAsync(a); await p.PublishAsync(a); } }")]
    public Task The_fix_awaits_it(string method, string expected) =>
        Fix($"class C(IAProducer p, A a) {{ {method} }}", $"class C(IAProducer p, A a) {{ {expected} }}");

    [Theory]
    [InlineData("void M() { {|EVS5002:p.PublishAsync(a)|}; }")]
    [InlineData("Task M() { {|EVS5002:p.PublishAsync(a)|}; return Task.CompletedTask; }")]
    [InlineData("async Task M() { {|EVS5002:p?.PublishAsync(a)|}; await Task.Yield(); }")]
    [InlineData("async Task M() { lock (this) { {|EVS5002:p.PublishAsync(a)|}; } await Task.Yield(); }")]
    [InlineData("async Task M() { Action later = () => {|EVS5002:p.PublishAsync(a)|}; await Task.Yield(); }")]
    [InlineData("int P { get { {|EVS5002:p.PublishAsync(a)|}; return 0; } }")]
    public Task No_fix_is_offered_in_code_that_is_not_asynchronous(string method)
    {
        string source = $"class C(IAProducer p, A a) {{ {method} }}";
        return Fix(source, source);
    }

    [Fact]
    public async Task A_program_may_wait()
    {
        RuleTest test = RuleTest.Of<AwaitPublishFix>();
        test.OutputKind = OutputKind.ConsoleApplication;
        test.TestCode = "IAProducer p = null!;\n{|EVS5002:p.PublishAsync(new A(1))|};\n" + Event;
        test.FixedCode = "IAProducer p = null!;\nawait p.PublishAsync(new A(1));\n" + Event;
        await test.VerifyAsync();
    }

    private static Task Fix(string source, string expected)
    {
        RuleTest test = RuleTest.Of<AwaitPublishFix>();
        test.TestCode = Event + source;
        test.FixedCode = Event + expected;
        return test.VerifyAsync();
    }
}
