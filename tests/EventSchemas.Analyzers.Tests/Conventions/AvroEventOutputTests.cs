namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// Nothing that a person sees of events with [AvroEvent] is about Open edX: messages, titles of fixes, and the code that they write.
/// Generated code and schemas are in the tests of the generator.
/// </summary>
public sealed class AvroEventOutputTests
{
    private static readonly string[] Words = ["openedx", "open edx", "open_edx"];

    public static TheoryData<string, string> Edits { get; } = new(EveryFixTests.Rows
        .Select(row => new TheoryDataRow<string, string>(Avro(row.Data.Before), Avro(row.Data.After)))
        .DistinctBy(row => row.Data));

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_is_about_the_event(string before, string after)
    {
        using EventProject project = new EventProject(after).WithContractOf(before);

        Hold(await project.OutputAsync(withFixes: true));
    }

    [Fact]
    public async Task What_a_declaration_can_not_be_is_about_the_event()
    {
        using var project = new EventProject("");
        foreach ((_, string source, _) in DeclarationKinds.All)
        {
            project.Replace("File0.cs", Avro(source));

            Hold(await project.OutputAsync(withFixes: false));
        }
    }

    private static string Avro(string source) => source.Replace("OpenEdxEvent", "AvroEvent", StringComparison.Ordinal);

    private static void Hold(IEnumerable<string> output) => Assert.All(
        output, text => Assert.All(Words, word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase)));
}
