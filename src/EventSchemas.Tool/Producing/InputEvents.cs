using System.Text;
using System.Text.Json;

namespace EventSchemas.Tool;

/// <summary>
/// Reads JSON values from a text, one after the other: one to a line, or one over several lines. Only one of them is in memory.
/// </summary>
static class InputEvents
{
    private const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Reads the values. What is no JSON is among them: who reads it says so.</summary>
    /// <exception cref="ToolException">A value is too long.</exception>
    public static IEnumerable<InputEvent> Read(TextReader text, CancellationToken cancellationToken)
    {
        var value = new StringBuilder();
        var end = new ValueEnd();
        int first = 0;
        for (int number = 1; ReadLine(text, number) is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (value.Length == 0)
            {
                if (string.IsNullOrWhiteSpace(line))
                {
                    continue;
                }

                first = number;
                end = new ValueEnd();
            }

            value.Append(line).Append('\n');
            CheckLength(value.Length, first);
            if (end.IsReachedAfter(line))
            {
                yield return new InputEvent(first, Encoding.UTF8.GetBytes(value.ToString()));
                value.Clear();
            }
        }

        if (value.Length > 0)
        {
            yield return new InputEvent(first, Encoding.UTF8.GetBytes(value.ToString()));
        }
    }

    private static string? ReadLine(TextReader text, int number)
    {
        var line = new StringBuilder();
        int next;
        while ((next = text.Read()) >= 0 && next != '\n')
        {
            line.Append((char)next);
            CheckLength(line.Length, number);
        }

        return next < 0 && line.Length == 0 ? null : line.ToString();
    }

    private static void CheckLength(int length, int line)
    {
        if (length > MaxLength)
        {
            throw new ToolException($"line {line}: the event is longer than {MaxLength / 1024 / 1024} MB.", ExitCode.Usage);
        }
    }

    /// <summary>Finds the end of a value, line by line. Not safe for concurrent use.</summary>
    private sealed class ValueEnd
    {
        private JsonReaderState _state;

        // What the reader takes only when it sees more, such as a comma.
        private byte[] _rest = [];

        public bool IsReachedAfter(string line)
        {
            byte[] data = [.. _rest, .. Encoding.UTF8.GetBytes(line), (byte)'\n'];
            var reader = new Utf8JsonReader(data, isFinalBlock: false, _state);
            try
            {
                while (reader.Read())
                {
                    if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                    {
                        return true;
                    }
                }
            }
            catch (JsonException)
            {
                // Who reads the value says what is wrong with it.
                return true;
            }

            _state = reader.CurrentState;
            _rest = data[(int)reader.BytesConsumed..];
            return false;
        }
    }
}

/// <summary>An event of the input. Immutable.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Json">Its text in UTF-8.</param>
readonly record struct InputEvent(int Line, byte[] Json);
