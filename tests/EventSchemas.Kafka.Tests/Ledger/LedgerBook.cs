using System.Globalization;
using System.Text;

namespace EventSchemas.Kafka.Tests;

/// <summary>What the processes of the ledger have written down so far.</summary>
sealed class LedgerBook(string folder)
{
    private readonly Dictionary<string, long> _read = new(StringComparer.Ordinal);

    /// <summary>How often an entry was given to the producer.</summary>
    public Dictionary<Entry, int> Sent { get; } = [];

    /// <summary>The entries that were acknowledged to the publisher, and whether they were stored.</summary>
    public Dictionary<Entry, bool> Acknowledged { get; } = [];

    /// <summary>How often publishing failed.</summary>
    public int Failed { get; private set; }

    /// <summary>All calls of handlers that succeeded.</summary>
    public List<Handling> Handled { get; } = [];

    /// <summary>What each handler has handled.</summary>
    public HashSet<(string Handler, Entry Entry)> Done { get; } = [];

    /// <summary>Reads what has been written since the last time.</summary>
    public void Refresh()
    {
        foreach (string path in Directory.GetFiles(folder).Where(path => path.EndsWith(".ledger", StringComparison.Ordinal)))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Position = _read.GetValueOrDefault(path);
            byte[] bytes = new byte[file.Length - file.Position];
            file.ReadExactly(bytes);

            // What a killed process wrote in part didn't happen.
            int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
            _read[path] = file.Position - bytes.Length + end;
            foreach (string line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                Read(Path.GetFileNameWithoutExtension(path), line.Split(' '));
            }
        }
    }

    private void Read(string process, string[] line)
    {
        switch (line)
        {
            case ["handled", var handler, var account, var number, var partition, var offset, var time]:
                var entry = new Entry(account, Int(number));
                Handled.Add(new Handling(process, handler, entry, Int(partition), Int(offset), Long(time)));
                Done.Add((handler, entry));
                break;
            case ["sends", var account, var number, _]:
                Sent[new Entry(account, Int(number))] = Sent.GetValueOrDefault(new Entry(account, Int(number))) + 1;
                break;
            case ["failed", ..]:
                Failed++;
                break;
            case [("stored" or "delivered") and var outcome, var account, var number, _]:
                Acknowledged[new Entry(account, Int(number))] = outcome == "stored";
                break;
            default:
                Assert.Fail($"{process} wrote '{string.Join(' ', line)}'.");
                break;
        }
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>An entry of an account.</summary>
readonly record struct Entry(string Account, int Number);

/// <summary>A call of a handler that succeeded, at a time of the machine's clock.</summary>
readonly record struct Handling(string Process, string Handler, Entry Entry, int Partition, long Offset, long Time);
