using CsCheck;
using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Generated schemas, and versions of schemas.</summary>
public static class GeneratedSchemas
{
    private const int MaxDecisions = 60;
    private const int MaxChanges = 4;

    private static readonly Gen<byte[]> Decisions = Gen.Byte.Array[0, MaxDecisions];

    public static Gen<AvroSchema> All { get; } = Decisions.Select(decisions => SchemaGenerator.Make(decisions, isForApache: false));

    /// <summary>Two schemas that are generated from almost the same decisions.</summary>
    public static Gen<(AvroSchema One, AvroSchema Other)> Versions { get; } = VersionsOf(isForApache: false);

    /// <summary>The same, without features that Apache.Avro resolves differently.</summary>
    public static Gen<(AvroSchema One, AvroSchema Other)> VersionsForApache { get; } = VersionsOf(isForApache: true);

    private static Gen<(AvroSchema One, AvroSchema Other)> VersionsOf(bool isForApache) =>
        Gen.Select(Decisions, Gen.Select(Gen.Int[0, MaxDecisions - 1], Gen.Byte).Array[0, MaxChanges])
            .Select((decisions, changes) => (
                SchemaGenerator.Make(decisions, isForApache),
                SchemaGenerator.Make(Change(decisions, changes), isForApache)));

    private static byte[] Change(byte[] decisions, (int At, byte To)[] changes)
    {
        byte[] changed = [.. decisions];
        foreach ((int at, byte to) in changes.Where(change => change.At < changed.Length))
        {
            changed[at] = to;
        }

        return changed;
    }
}
