using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// What analyzers keep from edit to edit never changes what they say: a session of random edits reports after each edit what an analysis
/// from nothing does.
/// </summary>
public sealed class LongSessionTests
{
    private const int Edits = 15;

    // Each finds a text in the files and puts another in its place; most can be done again and again.
    private static readonly (string Old, string New)[] Changes =
    [
        ("int Count", "long Count"),
        ("long Count", "int? Count = null"),
        ("int? Count = null", "int Count"),
        ("string Name", "[PersonalData] string Name"),
        ("[PersonalData] string Name", "string Name"),
        ("string? Note = null", "string? Remark = null"),
        ("string? Remark = null", "string? Note = null"),
        ("string? Note = null", "string? Note = null, object Wrong"),
        (", object Wrong", ""),
        ("Low, High", "Low, Middle, High"),
        ("Low, Middle, High", "Low, High"),
        ("Low, High", "[AvroDefaultSymbol] Low, High"),
        ("[AvroDefaultSymbol] Low", "Low"),
        ("typeof(Card), typeof(Cash)", "typeof(Card)"),
        ("[AvroUnion(typeof(Card))]", "[AvroUnion(typeof(Card), typeof(Cash))]"),
        ("Key = \"Data.Name\"", "Key = \"Data.Nmae\""),
        ("Key = \"Data.Nmae\"", "Key = \"Data.Name\""),
        ("Topic = \"orders\"", "Topic = \"ordres\""),
        ("Topic = \"ordres\"", "Topic = \"orders\""),
        ("org.acme.e1.v1", "org.acme.e1.v2"),
        ("org.acme.e1.v2", "org.acme.e1.v1"),
        ("org.acme.e2.v1", "org.acme.e0.v1"),
        ("partial record E2(", "record E2("),
        (" public record E2(", " public partial record E2("),
        ("record Shared(", "record Common("),
        ("record Common(", "record Shared("),
        ("Shared Shared", "Common Shared"),
        ("Common Shared", "Shared Shared"),
        ("return 1", "return 2"),
        ("return 2", "return 1"),
        ("record Data0(", "record Data0(int"),
        ("record Data0(int", "record Data0("),
        ("const string Type = \"org.acme.e3.v1\"", "const string Type = \"org.acme.e4.v1\""),
        ("const string Type = \"org.acme.e4.v1\"", "const string Type = \"org.acme.e3.v1\""),
    ];

    private static readonly string[] Files =
    [
        .. Enumerable.Range(0, 3).Select(i =>
            $"[OpenEdxEvent(\"org.acme.e{i}.v1\", Key = \"Data.Name\", Topic = \"orders\", FeatureFlag = \"F\")] "
            + $"public partial record E{i}(Data{i} Data, Shared Shared, Payment Payment);"),
        "[OpenEdxEvent(Names.Type, FeatureFlag = \"F\")] public partial record E3(Level Level, int Count);",
        .. Enumerable.Range(0, 3).Select(i => $"public record Data{i}(string Name, int Count, string? Note = null);"),
        "public record Shared(int Count, Level Level, string? Note = null);",
        "public enum Level { Low, High }",
        "[AvroUnion(typeof(Card), typeof(Cash))] public abstract record Payment; public record Card(int N) : Payment;",
        "public record Cash(int Count) : Payment;",
        "static class Names { public const string Type = \"org.acme.e3.v1\"; }",
        "static class Other { public static int One() { return 1; } }",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Scale.Factor)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Random_edits_give_the_diagnostics_of_an_analysis_from_nothing(int seed)
    {
        var random = new Random(seed);
        string[] texts = [.. Files];
        (string Path, string Text)[] contracts = Contracts();
        using EventProject session = Project(texts, contracts);
        var edits = new List<string>();
        for (int i = 0; i < Edits; i++)
        {
            edits.Add(await EditAsync(session, texts, contracts, random));

            using EventProject fresh = Project(texts, contracts);
            string[] expected = await ShownAsync(fresh);
            string[] actual = await ShownAsync(session);
            Assert.True(
                expected.SequenceEqual(actual),
                $"After {string.Join("; ", edits)}:\nonly from nothing: {string.Join('\n', expected.Except(actual))}\n"
                + $"only in the session: {string.Join('\n', actual.Except(expected))}");
        }
    }

    private static async Task<string> EditAsync(
        EventProject session, string[] texts, (string Path, string Text)[] contracts, Random random)
    {
        // Now and then somebody edits a contract file, or puts it back.
        if (random.Next(8) == 0)
        {
            int file = random.Next(contracts.Length);
            string text = contracts[file].Text;
            contracts[file].Text = text == "{" ? Contracts()[file].Text
                : random.Next(2) == 0 ? "{"
                : text.Replace("\"int\"", "\"long\"", StringComparison.Ordinal);
            session.WithContract(contracts[file].Path, contracts[file].Text);
            return contracts[file].Path;
        }

        while (true)
        {
            int file = random.Next(texts.Length);
            (string old, string @new) = Changes[random.Next(Changes.Length)];
            int at = texts[file].IndexOf(old, StringComparison.Ordinal);
            if (at >= 0)
            {
                string text = texts[file].Remove(at, old.Length).Insert(at, @new);
                session.Replace($"File{file}.cs", text);
                texts[file] = text;
                return $"{old} → {@new}";
            }
        }
    }

    private static (string Path, string Text)[] Contracts()
    {
        var built = new BuiltContracts(string.Join('\n', Files));
        return [.. built.Accepted(), .. built.Shipped(1)];
    }

    private static EventProject Project(string[] texts, IEnumerable<(string Path, string Text)> contracts)
    {
        var project = new EventProject(texts);
        foreach ((string path, string text) in contracts)
        {
            project.WithContract(path, text);
        }

        return project;
    }

    private static async Task<string[]> ShownAsync(EventProject project) =>
    [
        .. (await project.AllDiagnosticsAsync())
            .Select(found => string.Create(CultureInfo.InvariantCulture, $"{found} {found.Location.GetLineSpan()}"))
            .Order(StringComparer.Ordinal),
    ];
}
