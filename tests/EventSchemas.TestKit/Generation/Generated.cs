using CsCheck;
using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Generated schemas, and versions of schemas.</summary>
public static class Generated
{
    private const int MostDecisions = 60;
    private const int MostChanges = 4;

    private static readonly Gen<byte[]> Decisions = Gen.Byte.Array[0, MostDecisions];

    public static Gen<AvroSchema> Schemas { get; } = Decisions.Select(decisions => SchemaGenerator.Make(decisions, isForApache: false));

    /// <summary>Two schemas that come of almost the same decisions.</summary>
    public static Gen<(AvroSchema One, AvroSchema Other)> Versions { get; } = VersionsOf(isForApache: false);

    /// <summary>The same, without what Apache resolves in a way of its own.</summary>
    public static Gen<(AvroSchema One, AvroSchema Other)> VersionsForApache { get; } = VersionsOf(isForApache: true);

    private static Gen<(AvroSchema One, AvroSchema Other)> VersionsOf(bool isForApache) =>
        Gen.Select(Decisions, Gen.Select(Gen.Int[0, MostDecisions - 1], Gen.Byte).Array[0, MostChanges])
            .Select((decisions, changes) => (SchemaGenerator.Make(decisions, isForApache), SchemaGenerator.Make(Changed(decisions, changes), isForApache)));

    private static byte[] Changed(byte[] decisions, (int At, byte To)[] changes)
    {
        byte[] changed = [.. decisions];
        foreach ((int at, byte to) in changes.Where(change => change.At < changed.Length))
        {
            changed[at] = to;
        }

        return changed;
    }
}
