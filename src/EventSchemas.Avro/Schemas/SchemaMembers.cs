using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>The members of an object of a schema, by what they are: positions on the tape, 0 where there is none.</summary>
struct SchemaMembers
{
    private readonly JsonTape _tape;
    private readonly int _node;
    private int _known;
    private int _others;

    public SchemaMembers(JsonTape tape, int node)
    {
        _tape = tape;
        _node = node;
        int name = node + 1;
        for (int i = tape[node].Content; i > 0; i--)
        {
            Add(tape[name].Word, name + 1);
            name = tape[name + 1].Next;
        }
    }

    public int Type { get; private set; }

    public int Name { get; private set; }

    public int Namespace { get; private set; }

    public int Fields { get; private set; }

    public int Items { get; private set; }

    public int Values { get; private set; }

    public int Symbols { get; private set; }

    public int Size { get; private set; }

    public int Doc { get; private set; }

    public int Default { get; private set; }

    public int Aliases { get; private set; }

    public int Order { get; private set; }

    /// <summary>A set of words.</summary>
    public static int SetOf(params SchemaWord[] words)
    {
        int set = 0;
        foreach (SchemaWord word in words)
        {
            set |= 1 << (int)word;
        }

        return set;
    }

    /// <summary>The members beyond a set of words, in the order of the text; null where there are none.</summary>
    public readonly FrozenList<KeyValuePair<string, AvroJson>>? Beyond(int words)
    {
        if (_others == 0 && (_known & ~words) == 0)
        {
            return null;
        }

        var members = new List<KeyValuePair<string, AvroJson>>();
        int name = _node + 1;
        for (int i = _tape[_node].Content; i > 0; i--)
        {
            SchemaWord word = _tape[name].Word;
            if (word is SchemaWord.None or > SchemaWord.Order || (words & (1 << (int)word)) == 0)
            {
                members.Add(new KeyValuePair<string, AvroJson>(_tape.Text(name), _tape.ToJson(name + 1)));
            }

            name = _tape[name + 1].Next;
        }

        return new FrozenList<KeyValuePair<string, AvroJson>>([.. members]);
    }

    private void Add(SchemaWord word, int value)
    {
        if (word is SchemaWord.None or > SchemaWord.Order)
        {
            _others++;
            return;
        }

        _known |= 1 << (int)word;
        switch (word)
        {
            case SchemaWord.Type:
                Type = value;
                break;
            case SchemaWord.Name:
                Name = value;
                break;
            case SchemaWord.Namespace:
                Namespace = value;
                break;
            case SchemaWord.Fields:
                Fields = value;
                break;
            case SchemaWord.Items:
                Items = value;
                break;
            case SchemaWord.Values:
                Values = value;
                break;
            case SchemaWord.Symbols:
                Symbols = value;
                break;
            case SchemaWord.Size:
                Size = value;
                break;
            case SchemaWord.Doc:
                Doc = value;
                break;
            case SchemaWord.Default:
                Default = value;
                break;
            case SchemaWord.Aliases:
                Aliases = value;
                break;
            default:
                Order = value;
                break;
        }
    }
}
