using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace EventSchemas.Tool;

/// <summary>Writes a message for people: what it is in some short lines, then the event.</summary>
static class MessageBlock
{
    private const string Indent = "  ";

    private static readonly JsonSerializerOptions Indented = new(ToolJson.Options) { WriteIndented = true };
    private static readonly JsonSerializerOptions Short = new(ToolJson.Options) { WriteIndented = false };

    /// <summary>Writes the block.</summary>
    public static void Write(ToolEnvironment environment, MessageView message)
    {
        IAnsiConsole console = environment.Out;
        console.MarkupLineInterpolated(
            $"[grey]{TimeOf(message)}[/] [bold]{Printable.Of(message.EventType ?? "no event type")}[/]");
        WriteFacts(environment, FactsOf(message));
        if (message.Problem is { } problem)
        {
            console.MarkupLineInterpolated($"{Indent}[yellow]not readable, {message.ValueBytes ?? 0} bytes: {Printable.Of(problem)}[/]");
        }
        else if (message.Event is { } json)
        {
            WriteJson(environment, json);
        }
    }

    /// <summary>Writes facts side by side, as many as the console is wide.</summary>
    public static void WriteFacts(ToolEnvironment environment, IEnumerable<string> facts)
    {
        string line = Indent;
        foreach (string fact in facts)
        {
            if (line.Length > Indent.Length && line.Length + fact.Length > environment.Out.Profile.Width - 1)
            {
                environment.Out.MarkupLineInterpolated($"[grey]{line.TrimEnd()}[/]");
                line = Indent;
            }

            line += fact + Indent;
        }

        environment.Out.MarkupLineInterpolated($"[grey]{line.TrimEnd()}[/]");
    }

    /// <summary>Writes JSON, on one line where it fits.</summary>
    public static void WriteJson(ToolEnvironment environment, JsonElement json)
    {
        string text = JsonSerializer.Serialize(json, Short);
        if (Indent.Length + text.Length >= environment.Out.Profile.Width)
        {
            text = JsonSerializer.Serialize(json, Indented);
        }

        foreach (string line in text.Split('\n'))
        {
            environment.WriteText(Indent + line);
        }
    }

    /// <summary>A time for people, in UTC.</summary>
    public static string TextOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string TimeOf(MessageView message) => message.Timestamp is { } time ? TextOf(time) : "no time";

    private static IEnumerable<string> FactsOf(MessageView message)
    {
        if (message.Key is { } key)
        {
            yield return $"key {Printable.Of(key)}";
        }

        yield return Printable.Of(message.ToPlace());
        if (message.SchemaId is { } schema)
        {
            string version = message.SchemaVersion is { } number ? $" (version {number})" : "";
            yield return FormattableString.Invariant($"schema {schema}{version}");
        }
        else if (message.SchemaVersion is { } shipped)
        {
            yield return FormattableString.Invariant($"version {shipped}");
        }

        if (message.Id is { } id)
        {
            yield return $"id {id}";
        }

        if (message.Source is { } source)
        {
            yield return $"from {Printable.Of(source)}";
        }
    }
}
