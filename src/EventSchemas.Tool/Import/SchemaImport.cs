using System.Globalization;
using System.Text;
using EventSchemas.Avro;
using EventSchemas.Declarations;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>
/// Writes the records of schemas in one namespace of C#. A type that several events have is declared once, and types that differ have
/// names that differ.
/// </summary>
sealed class SchemaImport
{
    private const string InsteadOfUsed = "Data";

    // The names without case, because each can be that of a file.
    private readonly Dictionary<string, string> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ImportedEvent> _events = [];
    private readonly List<ImportRefusal> _refusals = [];

    /// <summary>The events that were imported.</summary>
    public IReadOnlyList<ImportedEvent> Events => _events;

    /// <summary>Why others weren't.</summary>
    public IReadOnlyList<ImportRefusal> Refusals => _refusals;

    /// <summary>Adds the event of a schema, or what no record can express of it.</summary>
    /// <param name="origin">Where the schema is from.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="settings">What a person says about the event.</param>
    /// <exception cref="ToolException">The schema has no such key, or the event type can't be one.</exception>
    public void Add(string origin, AvroSchema schema, ImportSettings settings)
    {
        if (schema is not AvroRecordSchema root)
        {
            _refusals.Add(new ImportRefusal(origin, "", $"it is {Article(schema.Kind)}, and an event is a record"));
            return;
        }

        Conventions conventions = ConventionsOf(root, settings.Conventions);
        if (settings.EventType is { } given)
        {
            GivenNames.CheckEventType(given, conventions);
        }

        var refusals = new Inexpressible(conventions, root).Find().Select(one => new ImportRefusal(origin, one.Path, one.Reason)).ToList();
        if (refusals.Count > 0)
        {
            _refusals.AddRange(refusals);
            return;
        }

        try
        {
            _events.Add(Event(origin, root, conventions, settings));
        }
        catch (ImportException e)
        {
            _refusals.Add(new ImportRefusal(origin, e.Path, e.Message));
        }
    }

    /// <summary>
    /// The files by their names: one for each event, with the types that only it has, and one for each type that several events have.
    /// </summary>
    public IReadOnlyDictionary<string, string> Files()
    {
        var users = _events.SelectMany(one => one.Types).GroupBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (ImportedEvent imported in _events)
        {
            files[imported.Name + ".cs"] = File(imported.Namespace, [.. imported.Types.Where(type => users[type.Name] == 1)]);
            foreach (ImportedType shared in imported.Types.Where(type => users[type.Name] > 1))
            {
                files[shared.Name + ".cs"] = File(imported.Namespace, [shared]);
            }
        }

        return files;
    }

    private ImportedEvent Event(string origin, AvroRecordSchema root, Conventions conventions, ImportSettings settings)
    {
        string eventType = settings.EventType ?? (conventions.NamespaceIsEventType ? root.Namespace ?? root.Name : root.FullName);
        string wanted = settings.Name
            ?? (conventions.RootRecordName is null ? ImportNames.Pascal(root.Name) : ImportNames.OfEventType(eventType));
        string Claimed(string name, string identity) => Claim(name, $"{conventions.Attribute} {conventions.FieldNaming} {identity}");
        string name = Claimed(wanted, "event " + eventType);
        var types = new ImportedTypes(root, name, Claimed);
        ImportedType[] declared =
        [
            RecordWriter.Event(conventions, types, root, settings, eventType),
            .. types.Unions.Select(union => RecordWriter.Union(conventions, types, root, union)),
            .. types.Others.Select(other => RecordWriter.Other(conventions, types, root, other, settings.PersonalData)),
        ];
        return new ImportedEvent(origin, root, eventType, settings.Namespace, name, declared);
    }

    private string Claim(string wanted, string identity)
    {
        string stem = ImportNames.IsUsed(wanted) ? wanted + InsteadOfUsed : wanted;
        string name = stem;
        for (int i = 2; _declared.GetValueOrDefault(name, identity) != identity; i++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{stem}{i}");
        }

        _declared[name] = identity;
        return name;
    }

    private static Conventions ConventionsOf(AvroRecordSchema root, Conventions? chosen)
    {
        bool isOpenEdx = root.Name == Conventions.OpenEdx.RootRecordName && root.Doc == Conventions.OpenEdx.RootRecordDoc;
        Conventions conventions = chosen ?? (isOpenEdx ? Conventions.OpenEdx : Conventions.CloudEvents);
        return conventions.With(RecordWriter.BestNaming(root));
    }

    private static string File(string @namespace, ImportedType[] types)
    {
        var text = new StringBuilder("#nullable enable\n");
        foreach (string name in types.SelectMany(type => type.Usings).Distinct().OrderBy(UsingOrder, StringComparer.Ordinal))
        {
            text.Append("using ").Append(name).Append(";\n");
        }

        text.Append("\nnamespace ").Append(@namespace).Append(";\n");
        foreach (ImportedType type in types)
        {
            text.Append('\n').Append(type.Code);
        }

        return text.ToString();
    }

    // The namespaces of .NET come first.
    private static string UsingOrder(string name) => (name.StartsWith("System", StringComparison.Ordinal) ? "0" : "1") + name;

    private static string Article(AvroSchemaKind kind)
    {
        string name = kind.ToString().ToLowerInvariant();
        return (name[0] is 'a' or 'e' or 'i' or 'u' ? "an " : "a ") + name;
    }
}
