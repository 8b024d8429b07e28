using Avro.Specific;
using Avro;

namespace EventSchemas.Benchmarks.Apache;

/// <summary>The schemas of the payloads, in the namespaces of the classes here.</summary>
static class ApacheSchemas
{
    /// <summary>Every record's schema by the full name of its class.</summary>
    public static IReadOnlyDictionary<string, Schema> All { get; } = Named(
        Of<Measurement>("EventSchemas.Benchmarks.Apache.Flat"),
        Of<Enrollment>("EventSchemas.Benchmarks.Apache.Enrolled"),
        Of<Catalog>("EventSchemas.Benchmarks.Apache.Published"));

    /// <summary>The schema of an event in a namespace.</summary>
    public static RecordSchema Of<T>(string @namespace)
        where T : class, IEventContract<T> =>
        (RecordSchema)Schema.Parse(
            T.Schema.ToJson().Replace($"\"namespace\": \"{T.EventType}\"", $"\"namespace\": \"{@namespace}\"", StringComparison.Ordinal));

    private static Dictionary<string, Schema> Named(params IEnumerable<Schema> schemas)
    {
        var all = new Dictionary<string, Schema>(StringComparer.Ordinal);
        foreach (Schema schema in schemas)
        {
            Collect(schema, all);
        }

        return all;
    }

    private static void Collect(Schema schema, Dictionary<string, Schema> all)
    {
        switch (schema)
        {
            case RecordSchema record when all.TryAdd(record.Fullname, record):
                record.Fields.ForEach(field => Collect(field.Schema, all));
                break;
            case ArraySchema array:
                Collect(array.ItemSchema, all);
                break;
            case UnionSchema union:
                union.Schemas.ToList().ForEach(branch => Collect(branch, all));
                break;
            default:
                break;
        }
    }
}

/// <summary>A class like those that Avro's code generator writes: Apache.Avro gets and puts its members by position.</summary>
public abstract class ApacheRecord : ISpecificRecord
{
    private readonly string _name;

    private protected ApacheRecord(string name)
    {
        _name = name;
    }

    public Schema Schema => ApacheSchemas.All[_name];

    public abstract object? Get(int fieldPos);

    public abstract void Put(int fieldPos, object? fieldValue);
}
