using System.Globalization;
using System.Security;
using EventSchemas.Avro;
using EventSchemas.Contracts;
using EventSchemas.Declarations;
using EventSchemas.Generators;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>Writes one type of an event in C#.</summary>
sealed class RecordWriter
{
    private const int MaxLine = 120;
    private const string Attributes = "EventSchemas";

    private readonly Conventions _conventions;
    private readonly ImportedTypes _types;
    private readonly AvroRecordSchema _root;
    private readonly IReadOnlyCollection<string> _personalData;
    private readonly SortedSet<string> _usings = new(StringComparer.Ordinal);
    private readonly SourceWriter _code = new();
    private readonly WireTypes _wireTypes;

    private RecordWriter(
        Conventions conventions, ImportedTypes types, AvroRecordSchema root, IReadOnlyCollection<string> personalData)
    {
        _conventions = conventions;
        _types = types;
        _root = root;
        _personalData = personalData;
        _wireTypes = new WireTypes(types.NameOf, TypeName, Attribute) { Conventions = conventions, UnionOf = types.UnionOf };
    }

    /// <summary>Writes the event's own record.</summary>
    /// <param name="conventions">The conventions of the event.</param>
    /// <param name="types">Its types.</param>
    /// <param name="root">The record.</param>
    /// <param name="settings">What a person says about the event.</param>
    /// <param name="eventType">The event type.</param>
    /// <exception cref="ToolException">The schema has no such key.</exception>
    public static ImportedType Event(
        Conventions conventions, ImportedTypes types, AvroRecordSchema root, ImportSettings settings, string eventType)
    {
        var writer = new RecordWriter(conventions, types, root, settings.PersonalData);
        return writer.Done(types.NameOf(root)!, () => writer.Root(settings, eventType));
    }

    /// <summary>Writes another record, or an enum.</summary>
    /// <param name="conventions">The conventions of the event.</param>
    /// <param name="types">Its types.</param>
    /// <param name="root">The event's own record.</param>
    /// <param name="type">The type.</param>
    /// <param name="personalData">The members that hold personal data, as record and field.</param>
    public static ImportedType Other(
        Conventions conventions,
        ImportedTypes types,
        AvroRecordSchema root,
        AvroNamedSchema type,
        IReadOnlyCollection<string> personalData)
    {
        var writer = new RecordWriter(conventions, types, root, personalData);
        return writer.Done(types.NameOf(type)!, () => writer.Other(type));
    }

    /// <summary>Writes the abstract record that stands for a union.</summary>
    /// <param name="conventions">The conventions of the event.</param>
    /// <param name="types">Its types.</param>
    /// <param name="root">The event's own record.</param>
    /// <param name="union">The union.</param>
    public static ImportedType Union(Conventions conventions, ImportedTypes types, AvroRecordSchema root, ImportedUnion union)
    {
        var writer = new RecordWriter(conventions, types, root, []);
        string branches = string.Join(", ", union.Branches.Select(branch => $"typeof({types.NameOf(branch)})"));
        return writer.Done(union.Name, () =>
        {
            writer._code.Line($"[{writer.Attribute("AvroUnion")}({branches})]");
            writer._code.Line($"public abstract record {union.Name};");
        });
    }

    /// <summary>The naming of fields under which the fewest members need a name of their own.</summary>
    public static FieldNaming BestNaming(AvroRecordSchema root) => Enum.GetValues<FieldNaming>().MinBy(naming =>
    {
        Conventions conventions = Conventions.CloudEvents.With(naming);
        return SchemaRecords.Within(root).SelectMany(record => record.Fields)
            .Count(field => conventions.FieldName(ImportNames.Pascal(field.Name)) != field.Name);
    });

    private ImportedType Done(string name, Action write)
    {
        write();
        return new ImportedType(name, _usings, _code.ToString());
    }

    private void Root(ImportSettings settings, string eventType)
    {
        string name = _types.NameOf(_root)!;
        Docs(_root, name, hasOwnDoc: _conventions.RootRecordDoc is null);
        string[] arguments =
        [
            TypeNames.Literal(eventType),
            .. Argument("Topic", settings.Topic),
            .. Argument("Key", settings.Key is { } key ? ImportNames.Key(_root, key, _types.NameOf) : null),
            $"FeatureFlag = {TypeNames.Literal(settings.FeatureFlag ?? ImportNames.FlagOf(name))}",
            .. Argument("Owner", settings.Owner),
            .. settings.IsMirror ? [$"Role = EventRole.{nameof(EventRole.Mirror)}"] : Array.Empty<string>(),
            .. _conventions.FieldNaming != settings.ProjectNaming && _conventions.HasNamingOptions
                ? [$"Naming = AvroNaming.{_conventions.FieldNaming}"]
                : Array.Empty<string>(),
            .. _conventions.NamespaceIsEventType ? Array.Empty<string>() : Argument("Namespace", _root.Namespace ?? ""),
            .. _conventions.HasNamingOptions && HasDocs(_root) ? ["XmlDocs = true"] : Array.Empty<string>(),
        ];
        _code.Line($"[{Attribute(_conventions.Attribute)}(");
        for (int i = 0; i < arguments.Length; i++)
        {
            _code.Line($"    {arguments[i]}{(i == arguments.Length - 1 ? ")]" : ",")}");
        }

        if (_conventions.RootRecordName is null)
        {
            Name(name, _root.Name);
        }

        Aliases(_root);
        Record(_root, "public sealed partial record " + name, name);
    }

    private void Other(AvroNamedSchema type)
    {
        string name = _types.NameOf(type)!;
        Docs(type, name, hasOwnDoc: true);
        Name(name, type.Name);
        Aliases(type);
        if (type is AvroRecordSchema record)
        {
            string partial = _personalData.Any(one => one.StartsWith(record.Name + ".", StringComparison.Ordinal)) ? "partial " : "";
            Record(record, $"public sealed {partial}record {name}", name);
            return;
        }

        var @enum = (AvroEnumSchema)type;
        IReadOnlyList<string> symbols = ImportNames.Symbols(@enum);
        _code.Open("public enum " + name);
        for (int i = 0; i < symbols.Count; i++)
        {
            string[] attributes =
            [
                .. symbols[i] == @enum.Symbols[i]
                    ? Array.Empty<string>()
                    : [$"{Attribute("AvroName")}({TypeNames.Literal(@enum.Symbols[i])})"],
                .. @enum.Symbols[i] == @enum.Default ? [Attribute("AvroDefaultSymbol")] : Array.Empty<string>(),
            ];
            _code.Line($"{List(attributes)}{symbols[i]},");
        }

        _code.Close();
    }

    private void Record(AvroRecordSchema record, string head, string typeName)
    {
        string @base = _types.BaseOf(record) is { } union ? " : " + union : "";
        if (record.Fields.Count == 0)
        {
            _code.Line($"{head}{@base};");
            return;
        }

        IReadOnlyList<string> names = ImportNames.Members(record, typeName);
        int optional = FirstOptional(record);
        string[] members =
        [
            .. record.Fields.Select((field, i) => Member(record, field, names[i], isOptional: i >= optional)),
        ];
        string line = $"{head}({string.Join(", ", members)}){@base};";
        if (members.Length == 1 && line.Length <= MaxLine)
        {
            _code.Line(line);
            return;
        }

        _code.Line(head + "(");
        for (int i = 0; i < members.Length; i++)
        {
            _code.Line($"    {members[i]}{(i == members.Length - 1 ? $"){@base};" : ",")}");
        }
    }

    private string Member(AvroRecordSchema record, AvroField field, string name, bool isOptional)
    {
        WireType wire = _wireTypes.Of(field.Schema)
            ?? throw new ImportException($"{record.Name}.{field.Name}", "its type has no type in C#");
        string? constant = ConstantOf(record, field);
        string[] attributes =
        [
            .. wire.Attribute.Length == 0 ? Array.Empty<string>() : [wire.Attribute],
            .. _conventions.FieldName(name) == field.Name
                ? Array.Empty<string>()
                : [$"{Attribute("AvroName")}({TypeNames.Literal(field.Name)})"],
            .. AliasesOf(field.Aliases),
            .. _personalData.Contains($"{record.Name}.{field.Name}") ? [Attribute("PersonalData")] : Array.Empty<string>(),
            .. isOptional || IsNull(field.Default) ? Array.Empty<string>()
                : constant is not null ? [$"{Attribute("AvroDefault")}({constant})"]
                : WireNames.Default(field, Attribute) is { Length: > 0 } json ? [json]
                : Array.Empty<string>(),
        ];
        return $"{List(attributes)}{wire.Name} {name}{(isOptional ? " = " + constant : "")}";
    }

    // A parameter can have a default where all behind it have one.
    private int FirstOptional(AvroRecordSchema record)
    {
        int first = record.Fields.Count;
        while (first > 0 && ConstantOf(record, record.Fields[first - 1]) is not null)
        {
            first--;
        }

        return first;
    }

    private string? ConstantOf(AvroRecordSchema record, AvroField field) => field.Default is not { } value ? null : field.Schema switch
    {
        AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, ..] } when IsNull(value) => "null",
        AvroEnumSchema @enum when !IsHidden(@enum, record) && @enum.Symbols.ToList().IndexOf(value.Text) is >= 0 and int symbol =>
            $"{_types.NameOf(@enum)}.{ImportNames.Symbols(@enum)[symbol]}",
        AvroPrimitiveSchema { Properties.Count: 0 } primitive => Constant(primitive.Kind, value),
        _ => null,
    };

    // A member of another type that has the enum's name is what a constant would mean.
    private bool IsHidden(AvroEnumSchema @enum, AvroRecordSchema record)
    {
        int member = ImportNames.Members(record, _types.NameOf(record)!).ToList().IndexOf(_types.NameOf(@enum)!);
        return member >= 0 && !(record.Fields[member].Schema is AvroEnumSchema same && same.FullName == @enum.FullName);
    }

    // Null where the constant would be another text in the schema.
    private static string? Constant(AvroSchemaKind kind, AvroJson value)
    {
        bool isWhole = long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole);
        switch (kind, value.Kind)
        {
            case (AvroSchemaKind.Boolean, AvroJsonKind.Boolean):
                return value.Text;
            case (AvroSchemaKind.String, AvroJsonKind.String):
                return TypeNames.Literal(value.Text);
            case (AvroSchemaKind.Int, AvroJsonKind.Number) when isWhole && AvroJson.FromInteger(whole).Text == value.Text:
                return value.Text;
            case (AvroSchemaKind.Long, AvroJsonKind.Number) when isWhole && AvroJson.FromInteger(whole).Text == value.Text:
                return whole == long.MinValue ? "long.MinValue" : value.Text + "L";
            case (AvroSchemaKind.Double, AvroJsonKind.Number):
                double number = double.Parse(value.Text, CultureInfo.InvariantCulture);
                return double.IsFinite(number) && AvroJson.FromNumber(number).Text == value.Text
                    ? number.ToString("R", CultureInfo.InvariantCulture) + "D"
                    : null;
            case (AvroSchemaKind.Float, AvroJsonKind.Number):
                float single = float.Parse(value.Text, CultureInfo.InvariantCulture);
                return float.IsFinite(single) && AvroJson.FromNumber(single).Text == value.Text
                    ? single.ToString("R", CultureInfo.InvariantCulture) + "F"
                    : null;
            default:
                return null;
        }
    }

    private void Docs(AvroNamedSchema type, string name, bool hasOwnDoc)
    {
        if (hasOwnDoc && type.Doc is { } doc)
        {
            _code.Line($"/// <summary>{SecurityElement.Escape(doc)}</summary>");
        }

        if (type is AvroRecordSchema record)
        {
            IReadOnlyList<string> names = ImportNames.Members(record, name);
            for (int i = 0; i < names.Count; i++)
            {
                if (record.Fields[i].Doc is { } text)
                {
                    _code.Line($"/// <param name=\"{names[i]}\">{SecurityElement.Escape(text)}</param>");
                }
            }
        }
    }

    private static bool HasDocs(AvroRecordSchema root) => root.ToJson().Contains("\"doc\":", StringComparison.Ordinal);

    private void Name(string name, string schemaName)
    {
        if (name != schemaName)
        {
            _code.Line($"[{Attribute("AvroName")}({TypeNames.Literal(schemaName)})]");
        }
    }

    private void Aliases(AvroNamedSchema type)
    {
        string own = type.Namespace is null ? "" : type.Namespace + ".";
        foreach (string attribute in AliasesOf(type.Aliases.Select(alias =>
            alias.StartsWith(own, StringComparison.Ordinal) && !alias[own.Length..].Contains('.', StringComparison.Ordinal)
                ? alias[own.Length..]
                : alias)))
        {
            _code.Line($"[{attribute}]");
        }
    }

    private IEnumerable<string> AliasesOf(IEnumerable<string> aliases) =>
        aliases.Select(alias => $"{Attribute("AvroAlias")}({TypeNames.Literal(alias)})");

    private static string[] Argument(string name, string? value) => value is null ? [] : [$"{name} = {TypeNames.Literal(value)}"];

    private static string List(string[] attributes) => attributes.Length == 0 ? "" : $"[{string.Join(", ", attributes)}] ";

    private static bool IsNull(AvroJson? value) => value is { Kind: AvroJsonKind.Null };

    private string Attribute(string name)
    {
        _usings.Add(Attributes);
        return name;
    }

    private string TypeName(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        _usings.Add(fullName[..dot]);
        return fullName[(dot + 1)..];
    }
}

/// <summary>A schema has something that a record can't express.</summary>
/// <param name="path">The place in the schema.</param>
/// <param name="reason">What it is.</param>
sealed class ImportException(string path, string reason) : Exception(reason)
{
    /// <summary>The place in the schema.</summary>
    public string Path { get; } = path;
}
