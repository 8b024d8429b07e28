using System.Text;

namespace EventSchemas.Tool;

/// <summary>
/// Leaves out the spaces at the ends of lines, by which tables are filled up to their width. Not safe for concurrent use.
/// </summary>
/// <param name="output">Where the rest goes.</param>
sealed class TrimmedOutput(TextWriter output) : TextWriter
{
    // Those that something may still follow.
    private int _spaces;

    public override Encoding Encoding => output.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var kept = new StringBuilder(buffer.Length);
        foreach (char c in buffer)
        {
            if (c == ' ')
            {
                _spaces++;
                continue;
            }

            kept.Append(' ', c is '\n' or '\r' ? 0 : _spaces).Append(c);
            _spaces = 0;
        }

        output.Write(kept.ToString());
    }

    // In one piece, so that lines of several processes stay whole.
    public override void WriteLine(string? value) => Write(value + NewLine);

    public override void Flush() => output.Flush();
}
