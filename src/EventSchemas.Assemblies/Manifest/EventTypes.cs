namespace EventSchemas.Assemblies;

/// <summary>Finds the C# types that events are made of, in the metadata: what somebody writes down to construct one.</summary>
/// <param name="modules">The assembly that declares the events, and those that it was compiled with.</param>
sealed class EventTypes(CompiledModules modules)
{
    // Metadata can name types without an end.
    private const int MaxTypes = 5_000;
    private const string Framework = "System.";

    private readonly Dictionary<string, ManifestType?> _found = new(StringComparer.Ordinal);
    private readonly Queue<MetadataType> _open = new();

    /// <summary>The types, by name.</summary>
    /// <param name="records">The records of the events, as the metadata name them.</param>
    public IReadOnlyList<ManifestType> Find(IEnumerable<string> records)
    {
        foreach (string record in records)
        {
            _open.Enqueue(new MetadataType(record, modules.Main.Name, []));
        }

        while (_open.Count > 0 && _found.Count < MaxTypes)
        {
            MetadataType type = _open.Dequeue();
            Enqueue(type.Arguments);
            if (!_found.ContainsKey(type.Text))
            {
                _found.Add(type.Text, Resolve(type) is { } definition ? Read(type, definition) : null);
            }
        }

        return [.. _found.Values.OfType<ManifestType>().OrderBy(type => type.Name, StringComparer.Ordinal)];
    }

    private RecordType? Resolve(MetadataType? type) =>
        type is not null
        && !type.Name.StartsWith(Framework, StringComparison.Ordinal)
        && modules.Find(type.Assembly) is { } module
        && module.Find(type.Name) is { IsNil: false } handle
            ? new RecordType(module, handle, type.Arguments)
            : null;

    // Null where values of it can't be written down, such as an interface.
    private ManifestType? Read(MetadataType type, RecordType definition)
    {
        var read = new ManifestType(type.Text);
        if (definition.Branches is { Count: > 0 } branches)
        {
            Enqueue(branches.Select(branch => TypeOf(branch, type.Assembly)));
            return read with { Branches = [.. branches.Select(branch => TypeOf(branch, type.Assembly).Text)] };
        }

        return definition.Converter is { } converter ? read with { Converter = TypeOf(converter, type.Assembly).Text }
            : definition.IsEnum ? read with { Symbols = definition.Symbols }
            : definition.IsParsable ? read with { IsParsable = true }
            : definition.IsRecord ? read with { Members = MembersOf(type, definition) }
            : null;
    }

    private ManifestMember[] MembersOf(MetadataType type, RecordType record)
    {
        IReadOnlyList<RecordMember> properties = PropertiesOf(record);
        IReadOnlyList<RecordMember> parameters = record.ParametersFor([.. properties.Select(property => property.Name)]);
        RecordMember[] set = [.. parameters.Select(parameter => PropertyOf(properties, parameter.Name))];
        return
        [
            .. parameters.Zip(set, (parameter, property) => MemberOf(type, parameter with
                {
                    Pinned = parameter.Pinned ?? property.Pinned,
                    Converter = parameter.Converter ?? property.Converter,
                }, isParameter: true)),
            .. properties.Where(property => property.IsSettable && !set.Contains(property))
                .Select(property => MemberOf(type, property, isParameter: false)),
        ];
    }

    private ManifestMember MemberOf(MetadataType record, RecordMember member, bool isParameter)
    {
        Enqueue(member.Type is { } type ? [type] : []);
        return new ManifestMember(
            member.Name,
            member.Type?.Text,
            member.Pinned,
            member.Converter is { } converter ? TypeOf(converter, record.Assembly).Text : null,
            isParameter);
    }

    // Those of base records first.
    private List<RecordMember> PropertiesOf(RecordType record)
    {
        var properties = new List<RecordMember>();
        for (RecordType? type = record; type is not null; type = Resolve(type.Base))
        {
            properties.InsertRange(0, type.Properties.Where(property => properties.TrueForAll(own => own.Name != property.Name)));
        }

        return properties;
    }

    private static RecordMember PropertyOf(IReadOnlyList<RecordMember> properties, string parameter) =>
        properties.FirstOrDefault(property => property.Name == parameter)
        ?? properties.First(property => string.Equals(property.Name, parameter, StringComparison.OrdinalIgnoreCase));

    private void Enqueue(IEnumerable<MetadataType> types)
    {
        foreach (MetadataType type in types)
        {
            _open.Enqueue(type);
        }
    }

    // As an attribute names it: with its assembly, where that isn't the attribute's own.
    private static MetadataType TypeOf(string serialized, string assembly)
    {
        string[] parts = serialized.Split(',');
        return new MetadataType(parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : assembly, []);
    }
}
