#pragma warning disable CA1002, CA2227 // Apache.Avro puts lists and maps into its records.
namespace EventSchemas.Benchmarks.Apache.Published;

public sealed class CloudEvent() : ApacheRecord("EventSchemas.Benchmarks.Apache.Published.CloudEvent")
{
    public string Name { get; set; } = "";

    public IList<Entry> Entries { get; set; } = null!;

    public IDictionary<string, long> Counts { get; set; } = null!;

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => Name,
        1 => Entries,
        _ => Counts,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Name = (string)fieldValue!;
                break;
            case 1:
                Entries = (IList<Entry>)fieldValue!;
                break;
            default:
                Counts = (IDictionary<string, long>)fieldValue!;
                break;
        }
    }
}

public sealed class Entry() : ApacheRecord("EventSchemas.Benchmarks.Apache.Published.Entry")
{
    public string Key { get; set; } = "";

    public string Title { get; set; } = "";

    public int Seats { get; set; }

    public double Rating { get; set; }

    public bool IsOpen { get; set; }

    public string? Language { get; set; }

    public string? Level { get; set; }

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => Key,
        1 => Title,
        2 => Seats,
        3 => Rating,
        4 => IsOpen,
        5 => Language,
        _ => Level,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Key = (string)fieldValue!;
                break;
            case 1:
                Title = (string)fieldValue!;
                break;
            case 2:
                Seats = (int)fieldValue!;
                break;
            case 3:
                Rating = (double)fieldValue!;
                break;
            case 4:
                IsOpen = (bool)fieldValue!;
                break;
            case 5:
                Language = (string?)fieldValue;
                break;
            default:
                Level = (string?)fieldValue;
                break;
        }
    }
}
