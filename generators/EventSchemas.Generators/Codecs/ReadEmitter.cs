using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the statements that read members, directly or with a plan.</summary>
/// <param name="code">Receives the statements.</param>
/// <param name="codecSuffix">The end of the names of records' codecs.</param>
sealed class ReadEmitter(SourceWriter code, string codecSuffix)
{
    private const string Items = "global::EventSchemas.AvroItems";

    private int _locals;

    /// <summary>Reads a value into a variable that is declared already.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="target">The variable.</param>
    /// <param name="node">The node of the plan, or null for reading directly.</param>
    public void Read(MemberType type, string target, string? node)
    {
        switch (type)
        {
            case ScalarType scalar when node is not null && !ScalarMethods.IsResolved(scalar.Kind):
                code.Line($"reader.Resolve({node});");
                code.Line($"{target} = {ScalarMethods.Read(scalar, null)};");
                break;
            case ScalarType or RecordType or EnumType:
                code.Line($"{target} = {Expression(type, node)};");
                break;
            case ConvertedType converted:
                ReadConverted(converted, target, node);
                break;
            case NullableType nullable:
                ReadNullable(nullable, target, node);
                break;
            case UnionType union:
                ReadUnion(union, target, node);
                break;
            case ListType list:
                ReadList(list, target, node);
                break;
            case MapType map:
                ReadMap(map, target, node);
                break;
            default:
                throw new InvalidOperationException($"The member type {type.GetType().Name} has no reader.");
        }
    }

    private string Expression(MemberType type, string? node) => type switch
    {
        ScalarType scalar => ScalarMethods.Read(scalar, node),
        RecordType record => $"{CodecNames.Qualified(record.RecordName, codecSuffix)}.Read(ref reader{(node is null ? "" : ", " + node)})",
        EnumType @enum => $"{CodecNames.Qualified(@enum.Enum.FullName)}.Read(ref reader{(node is null ? "" : ", " + node)})",
        _ => throw new InvalidOperationException($"The member type {type.GetType().Name} is read by statements."),
    };

    private void ReadConverted(ConvertedType type, string target, string? node)
    {
        string wire = Local("wire");
        code.Line($"{type.Wire.CSharp} {wire};");
        Read(type.Wire, wire, node);
        code.Line($"{target} = {type.FromWire}({wire});");
    }

    private void ReadNullable(NullableType type, string target, string? node)
    {
        MemberType value = type.Value is ConvertedType converted ? converted.Wire : type.Value;
        UnionType? union = value as UnionType;
        int branches = union is null ? 2 : 1 + union.Branches.Count;
        string? branch = node is null ? null : Resolve(node);
        string index = branch is null ? $"reader.ReadUnionIndex({Text(branches)})" : branch + ".Branch";
        if (union is not null)
        {
            string number = Local("branch");
            code.Line($"int {number} = {index};");
            index = number;
        }

        code.Open($"if ({index} == 0)");
        code.Line($"{target} = null;");
        code.Close();
        code.Open("else");
        string? inner = branch is null ? null : branch + ".Target";
        if (union is null)
        {
            Read(type.Value, target, inner);
        }
        else if (type.Value is ConvertedType conversion)
        {
            string wire = Local("wire");
            code.Line($"{union.CSharp} {wire};");
            ReadBranches(union, wire, index, firstBranch: 1, inner);
            code.Line($"{target} = {conversion.FromWire}({wire});");
        }
        else
        {
            ReadBranches(union, target, index, firstBranch: 1, inner);
        }

        code.Close();
    }

    private void ReadUnion(UnionType type, string target, string? node)
    {
        string? branch = node is null ? null : Resolve(node);
        string index = branch is null ? $"reader.ReadUnionIndex({Text(type.Branches.Count)})" : branch + ".Branch";
        ReadBranches(type, target, index, firstBranch: 0, branch is null ? null : branch + ".Target");
    }

    private void ReadBranches(UnionType type, string target, string index, int firstBranch, string? node)
    {
        code.Open($"switch ({index})");
        for (int i = 0; i < type.Branches.Count; i++)
        {
            bool isLast = i == type.Branches.Count - 1;
            code.Line(isLast ? "default:" : $"case {Text(firstBranch + i)}:");
            code.Line($"    {target} = {Expression(type.Branches[i], node)};");
            code.Line("    break;");
        }

        code.Close();
    }

    private void ReadList(ListType type, string target, string? node)
    {
        bool isList = type.Kind is ListKind.List or ListKind.Mutable;
        string items = Local("items");
        string length = Local("length");
        code.Line(isList
            ? $"global::System.Collections.Generic.List<{type.Item.CSharp}> {items} = new();"
            : $"{type.Item.CSharp}[] {items} = global::System.Array.Empty<{type.Item.CSharp}>();");
        if (!isList)
        {
            code.Line($"int {length} = 0;");
        }

        string? itemNode = OpenBlocks(node, LengthEmitter.Min(type.Item, codecSuffix), count => isList
            ? $"{Items}.MakeRoom({items}, {count});"
            : $"{Items}.MakeRoom(ref {items}, {length}, {count});");
        string item = ReadItem(type.Item, itemNode);
        code.Line(isList ? $"{items}.Add({item});" : $"{Items}.Add(ref {items}, ref {length}, {item});");
        CloseBlocks();
        code.Line($"{target} = {Collection(type, items, length)};");
    }

    private static string Collection(ListType type, string items, string length) => type.Kind switch
    {
        ListKind.List or ListKind.Mutable => items,
        ListKind.ImmutableArray =>
            $"global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({Items}.Exactly({items}, {length}))",
        ListKind.ImmutableList =>
            $"global::System.Collections.Immutable.ImmutableList.Create(global::System.MemoryExtensions.AsSpan({items}, 0, {length}))",
        _ => $"{Items}.Exactly({items}, {length})",
    };

    private void ReadMap(MapType type, string target, string? node)
    {
        string map = Local("map");
        code.Line($"global::System.Collections.Generic.Dictionary<string, {type.Value.CSharp}> {map} = new();");
        string? itemNode = OpenBlocks(
            node,
            "1 + " + LengthEmitter.Min(type.Value, codecSuffix),
            count => $"{map}.EnsureCapacity({map}.Count + global::EventSchemas.AvroReader.Capacity({count}));");
        string key = Local("key");
        code.Line($"string {key} = reader.ReadString();");
        string value = ReadItem(type.Value, itemNode);
        code.Line($"{map}[{key}] = {value};");
        CloseBlocks();
        code.Line($"{target} = {type.Kind switch
        {
            MapKind.Immutable => $"global::System.Collections.Immutable.ImmutableDictionary.CreateRange({map})",
            MapKind.Frozen => $"global::System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary({map})",
            _ => map,
        }};");
    }

    private string ReadItem(MemberType type, string? node)
    {
        string item = Local("item");
        code.Line($"{type.CSharp} {item};");
        Read(type, item, node);
        return item;
    }

    // Returns the node of an item.
    private string? OpenBlocks(string? node, string minLength, Func<string, string> makeRoom)
    {
        string? items = node is null ? null : Resolve(node);
        string count = Local("count");
        string next = $"{count} = reader.ReadBlockCount({(items is null ? minLength : items + ".MinItemLength")})";
        code.Open($"for (int {next}; {count} > 0; {next})");
        code.Line(makeRoom(count));
        code.Open($"for (; {count} > 0; {count}--)");
        return items is null ? null : items + ".Item";
    }

    private void CloseBlocks()
    {
        code.Close();
        code.Close();
    }

    private string Resolve(string node)
    {
        string resolved = Local("node");
        code.Line($"global::EventSchemas.ResolutionNode {resolved} = reader.Resolve({node});");
        return resolved;
    }

    private string Local(string prefix) => prefix + Text(_locals++);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
