using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSchemas.Analyzers.Tests;

/// <summary>
/// A declaration that was changed at random, in a namespace of its own, so that many fit into one project. Some have no such namespace,
/// because the global namespace and <c>System</c> are cases of their own.
/// </summary>
/// <param name="Number">The number, which is the seed of the changes.</param>
/// <param name="Text">The text.</param>
sealed partial record MutatedInput(int Number, string Text)
{
    private const int AloneEvery = 50;
    private const int AvroEvery = 3;

    private const string Source = """
        [OpenEdxEvent("org.acme.e.v1", Key = "Name", FeatureFlag = "F")]
        public sealed partial record E(
            string Name, int Count, Inner Inner, List<string> Tags, Mode Mode, Page<string> Page, Guid? Id = null);
        public sealed record Inner(long Total, bool Flag, string? Note = null)
        {
            [AvroDecimal(9, 2)] public required decimal Price { get; init; }
        }
        public enum Mode { X, Y }
        public sealed record Page<T>(List<T> Items, T? First);
        """;

    private static readonly string[] Sources = [Source, .. DeclarationKinds.All.Select(kind => kind.Source)];

    /// <summary>Whether the input needs a project of its own.</summary>
    public bool IsAlone => Number % AloneEvery == 0;

    /// <summary>The input with a number.</summary>
    public static MutatedInput Of(int number)
    {
        // Two events of a project can't have one event type.
        string source = Sources[number % 2 == 0 ? 0 : number / 2 % Sources.Length]
            .Replace("org.acme", $"org.acme.{Name(number)}", StringComparison.Ordinal)
            .Replace("OpenEdxEvent", number % AvroEvery == 0 ? "AvroEvent" : "OpenEdxEvent", StringComparison.Ordinal);
        var input = new MutatedInput(number, new MutatedSource(new Random(number)).Of(source));
        return input.IsAlone ? input : input with { Text = Within(Name(number), input.Text) };
    }

    /// <summary>The numbers of the inputs whose namespaces a text names.</summary>
    public static int[] NamedIn(string text) =>
        [.. Namespace().Matches(text).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).Distinct()];

    private static string Within(string name, string text) =>
        FileNamespace().IsMatch(text)
            ? FileNamespace().Replace(text, $"$0{name}.", 1)
            : $"namespace {name}\n{{\n{text}\n}}\n";

    private static string Name(int number) => FormattableString.Invariant($"m{number}");

    [GeneratedRegex(@"\bm(\d+)\b")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bnamespace (?=[\w.]+;)")]
    private static partial Regex FileNamespace();
}
