using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators.Tests;

public sealed class IncrementalTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", Topic = \"a\")] public partial record A(Outer Outer);";
    private const string Outer = "public record Outer(Inner Inner);";
    private const string Inner = "public record Inner(string Name);";
    private const string Handler = "public sealed class Mail : IEventHandler<A> { public Task HandleAsync(A value, EventContext context, CancellationToken cancellationToken) => Task.CompletedTask; }";
    private const string Unrelated = "public class Unrelated { public int X; }";

    [Fact]
    public void After_an_unrelated_edit_the_attribute_transform_is_unchanged_and_everything_behind_it_cached()
    {
        GeneratorRun run = GeneratorRun.Of(Event, Outer, Inner, Handler, Unrelated).Replace(4, "public class Unrelated { public long Y; }");

        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(run, StepNames.Attributes));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(run, StepNames.Declarations));
        Assert.All(Reasons(run, StepNames.Records), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(Reasons(run, StepNames.AllHandlers), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(
            run.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void An_edit_in_a_record_two_files_away_reaches_the_event()
    {
        GeneratorRun run = GeneratorRun.Of(Event, Outer, Inner, Handler, Unrelated).Replace(2, "public record Inner(string Name, int Size);");

        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(run, StepNames.Declarations));
        Assert.Contains("\\\"size\\\"", run.Result.GeneratedSources.Single(source => source.HintName == "A.g.cs").SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_in_the_events_own_file_changes_nothing_behind_the_transform()
    {
        GeneratorRun run = GeneratorRun.Of(Event, Outer, Inner).Replace(0, "// A comment.\n" + Event);

        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(run, StepNames.Declarations));
    }

    [Fact]
    public void Models_hold_values_only()
    {
        var seen = new HashSet<Type>();
        var declarations = System.Reflection.Assembly.Load("EventSchemas.Declarations");
        Visit(declarations.GetType("EventSchemas.Declarations.EventSchema", throwOnError: true)!, seen);
        Visit(declarations.GetType("EventSchemas.Declarations.HandlerDeclaration", throwOnError: true)!, seen);

        Assert.DoesNotContain(seen, type => type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal));
        Assert.Contains(seen, type => type.Name == "MemberDeclaration");
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        foreach (Type part in type.GetGenericArguments().Append(type.IsArray ? type.GetElementType()! : type))
        {
            if (part.Namespace != nameof(System) && seen.Add(part))
            {
                IEnumerable<Type> derived = part.Assembly.GetTypes().Where(other => other.BaseType == part);
                IEnumerable<Type> fields = part.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public).Select(field => field.FieldType);
                foreach (Type next in derived.Concat(fields))
                {
                    Visit(next, seen);
                }
            }
        }
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(output => output.Reason);
}
