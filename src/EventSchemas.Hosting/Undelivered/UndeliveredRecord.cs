using System.Buffers.Binary;
using System.Collections.ObjectModel;
using System.Numerics;
using System.Text;

namespace EventSchemas.Hosting;

/// <summary>
/// A record of the store's files: a mark, the length and a checksum of the content, then the content, which is an event or the place of one
/// that was delivered. A record that was written in part, or damaged, doesn't match its checksum.
/// </summary>
static class UndeliveredRecord
{
    public const int HeaderLength = 12;

    private const uint Mark = 0x53_45_55_31;
    private const byte Stored = 1;
    private const byte Removed = 2;

    public static byte[] OfStored(long place, UndeliveredEvent stored)
    {
        var content = new MemoryStream();
        using (var writer = new BinaryWriter(content, Encoding.UTF8))
        {
            writer.Write(Stored);
            writer.Write(place);
            writer.Write(stored.EventType);
            writer.Write(stored.Id.ToByteArray());
            writer.Write(stored.Time.Ticks);
            writer.Write((short)stored.Time.TotalOffsetMinutes);
            writer.Write(stored.Schema);
            writer.Write(stored.Topics.Count);
            foreach (string topic in stored.Topics)
            {
                writer.Write(topic);
            }

            writer.Write(stored.KeyMember?.Path ?? "");
            writer.Write(stored.KeyMember?.PrimitiveName ?? "");
            Write(writer, stored.Key);
            Write(writer, stored.Value);
            writer.Write((byte)stored.KeyFormat);
            writer.Write(stored.Conventions == EventConventions.CloudEvents);
            writer.Write(stored.SourceHost ?? "");
            writer.Write(stored.IsReplay);
            writer.Write(stored.Subject ?? "");
            writer.Write(stored.Extensions.Count);
            foreach ((string name, string text) in stored.Extensions)
            {
                writer.Write(name);
                writer.Write(text);
            }

            writer.Write(stored.Metadata is not null);
            if (stored.Metadata is { } metadata)
            {
                writer.Write(metadata.Source);
                writer.Write(metadata.SourceHost);
                writer.Write(metadata.SourceLibrary);
                writer.Write(metadata.MinorVersion);
            }
        }

        return Frame(content.ToArray());
    }

    public static byte[] OfRemoved(long place)
    {
        byte[] content = new byte[1 + sizeof(long)];
        content[0] = Removed;
        BinaryPrimitives.WriteInt64LittleEndian(content.AsSpan(1), place);
        return Frame(content);
    }

    /// <summary>
    /// Finds the next whole record. Bytes in front of it that are no record are passed over: what was written in part, or damaged.
    /// </summary>
    /// <returns>Where its content begins and how long that is, or null at the end.</returns>
    public static (int Start, int Length)? Next(ReadOnlySpan<byte> file, int from)
    {
        for (int i = from; i <= file.Length - HeaderLength; i++)
        {
            ReadOnlySpan<byte> header = file[i..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            bool isWhole = BinaryPrimitives.ReadUInt32LittleEndian(header) == Mark
                && length <= file.Length - i - HeaderLength
                && Checksum(header.Slice(HeaderLength, (int)length)) == BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
            if (isWhole)
            {
                return (i + HeaderLength, (int)length);
            }
        }

        return null;
    }

    /// <summary>The place in a record, and whether it is an event rather than the note that one was removed.</summary>
    public static (long Place, bool IsStored) Identify(ReadOnlySpan<byte> content) =>
        (BinaryPrimitives.ReadInt64LittleEndian(content[1..]), content[0] == Stored);

    /// <summary>Reads an event.</summary>
    public static StoredEvent Read(byte[] content)
    {
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        reader.ReadByte();
        long place = reader.ReadInt64();
        string eventType = reader.ReadString();
        var id = new Guid(reader.ReadBytes(16));
        long ticks = reader.ReadInt64();
        var time = new DateTimeOffset(ticks, TimeSpan.FromMinutes(reader.ReadInt16()));
        string schema = reader.ReadString();
        string[] topics = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        string keyPath = reader.ReadString();
        string keyType = reader.ReadString();
        byte[]? key = ReadBytes(reader);
        byte[]? value = ReadBytes(reader);

        // What earlier versions have stored ends here or below. The first one's is an Open edX event.
        bool isLong = HasMore();
        return new StoredEvent(place, new UndeliveredEvent
        {
            EventType = eventType,
            Id = id,
            Time = time,
            Schema = schema,
            Topics = topics,
            KeyMember = keyPath.Length == 0 ? null : new EventKeyDescriptor(keyPath, keyType),
            Key = key,
            Value = value,
            KeyFormat = isLong ? (EventKeyFormat)reader.ReadByte() : EventKeyFormat.Avro,
            Conventions = isLong && reader.ReadBoolean() ? EventConventions.CloudEvents : EventConventions.OpenEdx,
            SourceHost = HasMore() && reader.ReadString() is { Length: > 0 } host ? host : null,
            IsReplay = HasMore() && reader.ReadBoolean(),
            Subject = HasMore() && reader.ReadString() is { Length: > 0 } subject ? subject : null,
            Extensions = HasMore() ? ReadTexts(reader) : ReadOnlyDictionary<string, string>.Empty,
            Metadata = HasMore() && reader.ReadBoolean() ? ReadMetadata() : null,
        });

        EventMetadata ReadMetadata() => new()
        {
            EventType = eventType,
            Id = id,
            Time = time,
            Source = reader.ReadString(),
            SourceHost = reader.ReadString(),
            SourceLibrary = reader.ReadString(),
            MinorVersion = reader.ReadInt32(),
        };

        bool HasMore() => reader.BaseStream.Position < content.Length;
    }

    private static void Write(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    private static ReadOnlyDictionary<string, string> ReadTexts(BinaryReader reader)
    {
        var texts = new SortedList<string, string>(StringComparer.Ordinal);
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            texts.Add(reader.ReadString(), reader.ReadString());
        }

        return new ReadOnlyDictionary<string, string>(texts);
    }

    private static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() is var length and >= 0 ? reader.ReadBytes(length) : null;

    private static byte[] Frame(byte[] content)
    {
        byte[] record = new byte[HeaderLength + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(record, Mark);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), (uint)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(content));
        content.CopyTo(record, HeaderLength);
        return record;
    }

    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        uint checksum = uint.MaxValue;
        foreach (byte value in content)
        {
            checksum = BitOperations.Crc32C(checksum, value);
        }

        return ~checksum;
    }
}
