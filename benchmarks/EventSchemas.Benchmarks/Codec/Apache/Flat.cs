#pragma warning disable CA1002, CA2227 // Apache.Avro puts lists and maps into its records.
namespace EventSchemas.Benchmarks.Apache.Flat;

public sealed class CloudEvent() : ApacheRecord("EventSchemas.Benchmarks.Apache.Flat.CloudEvent")
{
    public string Sensor { get; set; } = "";

    public long Sequence { get; set; }

    public double Value { get; set; }

    public int Quality { get; set; }

    public bool IsFinal { get; set; }

    public string Unit { get; set; } = "";

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => Sensor,
        1 => Sequence,
        2 => Value,
        3 => Quality,
        4 => IsFinal,
        _ => Unit,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Sensor = (string)fieldValue!;
                break;
            case 1:
                Sequence = (long)fieldValue!;
                break;
            case 2:
                Value = (double)fieldValue!;
                break;
            case 3:
                Quality = (int)fieldValue!;
                break;
            case 4:
                IsFinal = (bool)fieldValue!;
                break;
            default:
                Unit = (string)fieldValue!;
                break;
        }
    }
}
