using System.Globalization;
using System.Text.Json;
using EventSchemas.Tool;
using Spectre.Console;

namespace EventSchemas.Catalog.Tests;

/// <summary>
/// The catalogue that the tool makes of what the builds of five invented services leave, one of them in Python. Their manifests and
/// settings are in Data; "npm run data" makes the same one for whoever works on the page.
/// </summary>
internal static class AcmeCatalog
{
    private const int Width = 200;
    private static readonly string Services = Path.Combine(AppContext.BaseDirectory, "Data", "acme");

    /// <summary>The catalogue as JSON.</summary>
    public static async Task<string> MakeAsync()
    {
        AcmeArguments arguments = JsonSerializer.Deserialize<AcmeArguments>(
            await File.ReadAllTextAsync(Path.Combine(Services, "arguments.json")), JsonSerializerOptions.Web)!;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eventschemas acme ");
        try
        {
            string before = Path.Combine(folder.FullName, "before.json");
            await File.WriteAllTextAsync(before, await RunAsync(arguments.DayBefore, arguments.Before));
            return await RunAsync(arguments.Day, [.. arguments.Now, "--previous", before]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunAsync(string day, IReadOnlyList<string> options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await EventSchemasTool.RunAsync(["catalog", .. options, "--json"], new ToolEnvironment
        {
            Out = ConsoleOn(output),
            Error = ConsoleOn(error),
            In = TextReader.Null,
            IsInteractive = false,
            CurrentDirectory = Services,
            Variables = new Dictionary<string, string>
            {
                ["SOURCE_DATE_EPOCH"] = DateTimeOffset
                    .Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                    .ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            },
        });
        Assert.Equal(("", 0), (error.ToString(), code));
        return output.ToString();
    }

    private static IAnsiConsole ConsoleOn(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = Width;
        return console;
    }

    private sealed record AcmeArguments(IReadOnlyList<string> Before, IReadOnlyList<string> Now, string DayBefore, string Day);
}
