using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// The generated code of representative events, as files beside the events, so that a review shows the effect of a change.
/// Every case is compiled without a warning and run: <c>Values.txt</c> shows its values as text and as bytes.
/// </summary>
public sealed partial class SnapshotTests
{
    private const string ValuesFile = "Values.txt";

    public static TheoryData<string> Cases { get; } = new(Snapshot.Cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Generated_code_is_what_the_snapshot_shows(string name)
    {
        Snapshot snapshot = Snapshot.Of(name);
        GeneratorRun run = GeneratorRun.Of(snapshot.Input);

        Dictionary<string, string> files = run.Result.GeneratedSources.ToDictionary(
            source =>
                source.HintName + ".txt", source => Version().Replace(source.SourceText.ToString(), "$1*$2"), StringComparer.Ordinal);
        files.Add(ValuesFile, Values(run.Load()));

        snapshot.Verify(files);
    }

    // A new version of the generator alone is not a change of its output.
    [GeneratedRegex("""(GeneratedCode\("EventSchemas\.Generators", ")[^"]*("\))""")]
    private static partial Regex Version();

    // The compiler's own types of collection expressions.
    [GeneratedRegex(@"<>z__\w+")]
    private static partial Regex ListType();

    private static string Values(Assembly assembly)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var values = (IEnumerable<object>)assembly.GetType("Acme.Sample", throwOnError: true)!.GetProperty("Values")!.GetValue(null)!;
            return string.Concat(values.Select(value => value as string is { } line ? line + "\n" : Run(value)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Writes and reads a value, with its own schema and with a plan for a schema that has bytes instead of strings.</summary>
    private static string Run(object value)
    {
        var @event = new LoadedEvent(value.GetType().Assembly, value.GetType().FullName!);
        byte[] data = @event.Serialize(value);
        var writer = AvroSchema.Parse(@event.Descriptor.RegistryText.Replace("\"string\"", "\"bytes\"", StringComparison.Ordinal));
        Assert.Equal(data, @event.Serialize(@event.Deserialize(data)));
        Assert.Equal(data, @event.Serialize(@event.Deserialize(data, writer)));

        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"{ListType().Replace(value.ToString()!, "List")}\n  bytes {Convert.ToHexString(data)}\n");
        if (@event.Key(value) is { Length: > 0 } key)
        {
            text.Append(CultureInfo.InvariantCulture, $"  key   {Convert.ToHexString(key)}\n");
        }

        return text.ToString();
    }
}
