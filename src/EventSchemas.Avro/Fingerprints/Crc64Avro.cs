namespace EventSchemas.Avro;

/// <summary>The CRC-64-AVRO of the Avro 1.12 specification.</summary>
static class Crc64Avro
{
    private const ulong Empty = 0xC15D213AA4D7A795;

    private static readonly ulong[] Table = CreateTable();

    public static ulong Of(byte[] bytes)
    {
        ulong fingerprint = Empty;
        foreach (byte value in bytes)
        {
            fingerprint = (fingerprint >> 8) ^ Table[(byte)(fingerprint ^ value)];
        }

        return fingerprint;
    }

    private static ulong[] CreateTable()
    {
        ulong[] table = new ulong[256];
        for (int i = 0; i < table.Length; i++)
        {
            ulong entry = (ulong)i;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry >> 1) ^ (Empty & (0UL - (entry & 1)));
            }

            table[i] = entry;
        }

        return table;
    }
}
