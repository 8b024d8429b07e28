using System;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>Decodes UTF-8 (RFC 3629); ill-formed bytes are an error with a place and never a replacement character.</summary>
static class Utf8Text
{
    private const int MostBytesForOneUnit = 3;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Decode(byte[] bytes, AvroParseOptions options)
    {
        if (bytes.Length / MostBytesForOneUnit > options.MaxLength)
        {
            throw new AvroSchemaException($"The text has {bytes.Length} bytes, and {options.MaxLength} characters are the most", 1, 1);
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw IllFormed(bytes, Math.Min(Math.Max(e.Index, 0), bytes.Length - 1));
        }
    }

    private static AvroSchemaException IllFormed(byte[] bytes, int index)
    {
        string before = Encoding.UTF8.GetString(bytes, 0, index);
        var place = TextPlace.Of(before, before.Length);
        return new AvroSchemaException($"The byte 0x{bytes[index]:X2} is not UTF-8", place.Line, place.Column);
    }
}
