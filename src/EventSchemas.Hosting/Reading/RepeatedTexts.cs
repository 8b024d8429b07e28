using System.Text;

namespace EventSchemas.Hosting;

/// <summary>
/// The last texts of metadata that are the same in most messages, so that they aren't created again. Safe for concurrent use; of two
/// threads that add at the same time one is kept.
/// </summary>
sealed class RepeatedTexts
{
    // More than the number of contents.
    private const int Contents = 9;
    private const int Slots = 16;
    private const int MaxLength = 256;

    private readonly Entry?[] _entries = new Entry?[Contents * Slots];

    /// <summary>The text of bytes.</summary>
    /// <param name="content">What the text says.</param>
    /// <param name="bytes">The text.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <exception cref="DecoderFallbackException">The bytes aren't a text.</exception>
    public string Get(EventHeaderContent content, ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (bytes.Length is 0 or > MaxLength)
        {
            return encoding.GetString(bytes);
        }

        // Texts of one header differ most in their length and at their ends.
        int slot = (bytes.Length + bytes[^1] + bytes[0] + bytes[bytes.Length / 2]) % Slots;
        ref Entry? entry = ref _entries[((int)content * Slots) + slot];
        Entry? known = Volatile.Read(ref entry);
        if (known is not null && known.Bytes.AsSpan().SequenceEqual(bytes))
        {
            return known.Text;
        }

        string text = encoding.GetString(bytes);
        Volatile.Write(ref entry, new Entry(bytes.ToArray(), text));
        return text;
    }

    private sealed record Entry(byte[] Bytes, string Text);
}
