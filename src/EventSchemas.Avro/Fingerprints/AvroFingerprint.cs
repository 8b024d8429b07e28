using System;
using System.Security.Cryptography;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>
/// Fingerprints of a schema's Parsing Canonical Form, as the Avro 1.12 specification defines them. Two schemas with the same fingerprint
/// have the same encoding; they may differ in defaults, logical types, aliases and docs. Safe for concurrent use.
/// </summary>
public static class AvroFingerprint
{
    private const int SingleObjectHeaderLength = 10;

    /// <summary>The 64-bit Rabin fingerprint (CRC-64-AVRO).</summary>
    /// <param name="schema">The schema.</param>
    public static long Crc64(AvroSchema schema) => unchecked((long)Crc64Avro.Of(Canonical(schema)));

    /// <summary>The MD5 fingerprint: 16 bytes.</summary>
    /// <param name="schema">The schema.</param>
    public static byte[] Md5(AvroSchema schema)
    {
#pragma warning disable CA5351 // The specification names it; it identifies a schema and protects nothing.
        using var md5 = MD5.Create();
#pragma warning restore CA5351
        return md5.ComputeHash(Canonical(schema));
    }

    /// <summary>The SHA-256 fingerprint: 32 bytes.</summary>
    /// <param name="schema">The schema.</param>
    public static byte[] Sha256(AvroSchema schema)
    {
        using var sha256 = SHA256.Create();
        return sha256.ComputeHash(Canonical(schema));
    }

    /// <summary>
    /// The header of a value in the single-object encoding: the two marker bytes <c>C3 01</c>, then CRC-64-AVRO, little-endian.
    /// </summary>
    /// <param name="schema">The schema of the value.</param>
    public static byte[] SingleObjectHeader(AvroSchema schema)
    {
        ulong fingerprint = Crc64Avro.Of(Canonical(schema));
        byte[] header = new byte[SingleObjectHeaderLength];
        header[0] = 0xC3;
        header[1] = 0x01;
        for (int i = 2; i < header.Length; i++)
        {
            header[i] = (byte)(fingerprint >> (8 * (i - 2)));
        }

        return header;
    }

    private static byte[] Canonical(AvroSchema schema) =>
        Encoding.UTF8.GetBytes((schema ?? throw new ArgumentNullException(nameof(schema))).ToCanonicalForm());
}
