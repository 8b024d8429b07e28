using System.Security.Cryptography;
using System.Text;

namespace EventSchemas.Hosting;

/// <summary>Ids that are made from a text, so that the same text has always the same id: UUIDs of version 8 (RFC 9562).</summary>
static class NamedId
{
    /// <summary>The id of a text: the first bytes of its SHA-256.</summary>
    public static Guid Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
