using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>For each symbol of a writer's enum, its position in the reader's, or −1.</summary>
/// <param name="Names">The writer's symbols.</param>
/// <param name="Targets">The positions in the reader's enum.</param>
sealed record EnumResolution(IReadOnlyList<string> Names, int[] Targets)
{
    public static EnumResolution None { get; } = new([], []);

    public static EnumResolution Of(AvroEnumSchema writer, AvroEnumSchema reader)
    {
        string[] known = [.. reader.Symbols];
        int unknown = Array.IndexOf(known, reader.Default);
        return new EnumResolution(writer.Symbols, [.. writer.Symbols.Select(symbol => Array.IndexOf(known, symbol) is >= 0 and int target ? target : unknown)]);
    }
}
