using Avro;
using Avro.Specific;

namespace EventSchemas.Benchmarks.Apache;

/// <summary>What Avro's code generator would write: a class whose members Apache.Avro gets and puts by position.</summary>
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
