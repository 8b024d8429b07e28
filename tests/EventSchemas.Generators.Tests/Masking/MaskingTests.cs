using System.Globalization;
using System.Reflection;

namespace EventSchemas.Generators.Tests;

/// <summary>The text of records with personal data.</summary>
public sealed class MaskingTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(X X);";

    [Theory]
    [InlineData(
        "public sealed partial record X([PersonalData] string Name, int Size);", "new X(\"Ada\", 7)", "X { Name = ***, Size = 7 }")]
    [InlineData(
        "public sealed partial record X(int Size, [property: PersonalData] string Name);",
        "new X(7, \"Ada\")",
        "X { Size = 7, Name = *** }")]
    [InlineData("public partial record X([PersonalData] string Name);", "new X(\"Ada\")", "X { Name = *** }")]
    [InlineData(
        "public sealed partial record X([PersonalData] string? Name, [PersonalData] long? Age, long? Size, string? Mode);",
        "new X(null, null, null, null)",
        "X { Name = , Age = , Size = , Mode =  }")]
    [InlineData(
        "public sealed partial record X([PersonalData] string? Name, [PersonalData] long? Age, long? Size, string? Mode);",
        "new X(\"Ada\", 36, 7, \"audit\")",
        "X { Name = ***, Age = ***, Size = 7, Mode = audit }")]
    [InlineData(
        "public sealed partial record X([PersonalData] long Born, double Grade, DateTimeOffset At);",
        "new X(1815, 0.5, DateTimeOffset.UnixEpoch)",
        "X { Born = ***, Grade = 0.5, At = 01/01/1970 00:00:00 +00:00 }")]
    [InlineData(
        "public sealed partial record X([PersonalData] List<string> Names, IReadOnlyList<int> Sizes);",
        "new X([], new int[0])",
        "X { Names = ***, Sizes = System.Int32[] }")]
    [InlineData(
        "public partial record struct X([PersonalData] string Name, int Size) { public int Twice => Size * 2; }",
        "new X(\"Ada\", 7)",
        "X { Name = ***, Size = 7, Twice = 14 }")]
    [InlineData("public readonly partial record struct X([PersonalData] string Name);", "new X(\"Ada\")", "X { Name = *** }")]
    [InlineData(
        "public sealed partial record X([PersonalData] string @class, string @event);",
        "new X(\"Ada\", \"e\")",
        "X { class = ***, event = e }")]
    [InlineData(
        "public sealed partial record X { [PersonalData] public required string Name { get; init; } [PersonalData] public string Upper => "
        + "Name.ToUpperInvariant(); public readonly int Field = 3; private string Hidden => Name; }",
        "new X { Name = \"Ada\" }",
        "X { Name = ***, Upper = ***, Field = 3 }")]
    [InlineData(
        "public sealed partial record X { public X(string name) => Name = name; [PersonalData] public string Name { get; } }",
        "new X(\"Ada\")",
        "X { Name = *** }")]
    [InlineData(
        "public partial record B([PersonalData] string Name, int Size); public sealed record X(string Name, int Size, string "
        + "Mode) : B(Name, Size);",
        "new X(\"Ada\", 7, \"audit\")",
        "X { Name = ***, Size = 7, Mode = audit }")]
    [InlineData(
        "public record B(int Size); public sealed partial record X(int Size, [PersonalData] string Name) : B(Size);",
        "new X(7, \"Ada\")",
        "X { Size = 7, Name = *** }")]
    [InlineData(
        "public abstract record B; public partial record X([PersonalData] string Name) : B;", "new X(\"Ada\")", "X { Name = *** }")]
    [InlineData(
        "public sealed partial record X(Y<int> Y); public sealed partial record Y<T>([PersonalData] string Name, T "
        + "Value) where T : struct;",
        "new X(new Y<int>(\"Ada\", 7))",
        "X { Y = Y { Name = ***, Value = 7 } }")]
    public void Shows_stars_for_personal_data_and_the_rest_as_the_compiler_does(string records, string value, string expected)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(expected, Text(GeneratorRun.Of(Event, records, Sample(value))));
            string unmarked = records.Replace("[PersonalData] ", "", StringComparison.Ordinal).Replace(
                "[property: PersonalData] ", "", StringComparison.Ordinal);
            string plain = Text(GeneratorRun.Of(Event, unmarked, Sample(value)));
            Assert.Equal(Names(expected), Names(plain));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void An_event_is_masked_and_so_are_the_records_in_it()
    {
        GeneratorRun run = GeneratorRun.Of(
            "namespace Acme { public static partial class Events { [OpenEdxEvent(\"org.acme.e.v1\")] internal sealed partial record "
            + "E([PersonalData] string Name, Person Person); internal sealed partial record Person([PersonalData] string Email); } }",
            "public static class Sample { public static object Value => new Acme.Events.E(\"Ada\", new "
            + "Acme.Events.Person(\"ada@example.org\")); }");

        Assert.Equal("E { Name = ***, Person = Person { Email = *** } }", Text(run));
    }

    [Fact]
    public void The_mark_on_a_parameter_of_another_constructor_counts()
    {
        GeneratorRun run = GeneratorRun.Of(
            "namespace Acme { [OpenEdxEvent(\"org.acme.e.v1\")] public sealed partial record E(string Name, int Age) "
            + "{ public E([PersonalData] string name) : this(name, 0) { } } }",
            "public static class Sample { public static object Value => new Acme.E(\"Ada\"); }");

        Assert.Equal("E { Name = ***, Age = 0 }", Text(run));
    }

    [Theory]
    [InlineData("public sealed record X([PersonalData] string Name);", "X { Name = Ada }")]
    [InlineData(
        "public sealed partial record X([PersonalData] string Name) { private bool PrintMembers(System.Text.StringBuilder builder) { "
        + "builder.Append(\"mine\"); return true; } }",
        "X { mine }")]
    public void A_record_that_can_not_have_a_part_or_prints_itself_is_not_changed(string records, string expected) =>
        Assert.Equal(expected, Text(GeneratorRun.Of(Event, records, Sample("new X(\"Ada\")"))));

    [Fact]
    public void A_record_of_another_assembly_is_masked_there_and_not_again()
    {
        GeneratorRun library = GeneratorRun.Of(
            "namespace Shared { public sealed partial record X([PersonalData] string Name); [OpenEdxEvent(\"org.acme.s.v1\")] public "
            + "sealed partial record S(X X); }");
        GeneratorRun run = GeneratorRun.Of(
            [library.ToReference()], "[OpenEdxEvent(\"org.acme.e.v1\")] public partial record E(Shared.X X);");

        Assert.Empty(run.Messages);
        Assert.Contains(
            library.Result.GeneratedSources, source => source.HintName.EndsWith("PrintMembers.g.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(
            run.Result.GeneratedSources, source => source.HintName.EndsWith("PrintMembers.g.cs", StringComparison.Ordinal));
    }

    private static string Sample(string value) => $"public static class Sample {{ public static object Value => {value}; }}";

    private static string Text(GeneratorRun run)
    {
        Assembly assembly = run.Load();
        return assembly.GetType("Sample")!.GetProperty("Value")!.GetValue(null)!.ToString()!;
    }

    // The text before each value.
    private static string Names(string text) => string.Join('|', text.Split(", ").Select(part => part[..part.LastIndexOf('=')]));
}
