using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the statements that read members, straight or by a plan.</summary>
sealed class ReadEmitter(SourceWriter code)
{
    private int _locals;

    /// <summary>Reads a value into a variable that is declared already.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="target">The variable.</param>
    /// <param name="node">The node of the plan, or null for reading straight.</param>
    public void Read(MemberType type, string target, string? node)
    {
        if (Expression(type, node) is { } expression)
        {
            code.Line($"{target} = {expression};");
            return;
        }

        switch (type)
        {
            case NullableMember nullable:
                ReadNullable(nullable, target, node);
                break;
            case ListMember list:
                ReadList(list, target, node);
                break;
            case MapMember map:
                ReadMap(map, target, node);
                break;
            default:
                throw new InvalidOperationException($"The member type {type.GetType().Name} has no reader.");
        }
    }

    private static string? Expression(MemberType type, string? node) => type switch
    {
        PrimitiveMember primitive => $"reader.Read{PrimitiveMethods.Suffix(primitive.Kind)}({node})",
        RecordMember record => $"{CodecNames.Qualified(record.RecordName)}.Read(ref reader{(node is null ? "" : ", " + node)})",
        EnumMember @enum => $"{CodecNames.Qualified(@enum.Enum.FullName)}.Read(ref reader{(node is null ? "" : ", " + node)})",
        NullableMember nullable when node is null && Expression(nullable.Value, null) is { } value =>
            $"reader.ReadUnionIndex(2) == 0 ? null : {value}",
        _ => null,
    };

    private void ReadNullable(NullableMember type, string target, string? node)
    {
        string? value = node is null ? null : Resolve(node);
        code.Open(value is null ? "if (reader.ReadUnionIndex(2) == 0)" : $"if ({value}.IsNull)");
        code.Line($"{target} = null;");
        code.Close();
        code.Open("else");
        if (Expression(type.Value, value) is { } expression)
        {
            code.Line($"{target} = {expression};");
        }
        else
        {
            string local = Local("value");
            code.Line($"{type.Value.CSharp} {local};");
            Read(type.Value, local, value);
            code.Line($"{target} = {local};");
        }

        code.Close();
    }

    private void ReadList(ListMember type, string target, string? node)
    {
        string list = Local("list");
        code.Line($"var {list} = new global::System.Collections.Generic.List<{type.Item.CSharp}>();");
        OpenBlocks(node, MinLengths.Of(type.Item), list, out string? itemNode);
        string item = ReadItem(type.Item, itemNode);
        code.Line($"{list}.Add({item});");
        CloseBlocks();
        code.Line(type.Kind == ListKind.Array ? $"{target} = {list}.ToArray();" : $"{target} = {list};");
    }

    private void ReadMap(MapMember type, string target, string? node)
    {
        string map = Local("map");
        code.Line($"var {map} = new global::System.Collections.Generic.Dictionary<string, {type.Value.CSharp}>();");
        OpenBlocks(node, "1 + " + MinLengths.Of(type.Value), map, out string? itemNode);
        string key = Local("key");
        code.Line($"var {key} = reader.ReadString();");
        string value = ReadItem(type.Value, itemNode);
        code.Line($"{map}[{key}] = {value};");
        CloseBlocks();
        code.Line($"{target} = {map};");
    }

    private string ReadItem(MemberType type, string? node)
    {
        string item = Local("item");
        code.Line($"{type.CSharp} {item};");
        Read(type, item, node);
        return item;
    }

    private void OpenBlocks(string? node, string minLength, string collection, out string? itemNode)
    {
        string? items = node is null ? null : Resolve(node);
        string count = Local("count");
        string next = $"{count} = reader.ReadBlockCount({(items is null ? minLength : items + ".MinItemLength")})";
        itemNode = items is null ? null : items + ".Item";
        code.Open($"for (int {next}; {count} > 0; {next})");
        code.Line($"{collection}.EnsureCapacity({collection}.Count + global::EventSchemas.AvroReader.Capacity({count}));");
        code.Open($"for (; {count} > 0; {count}--)");
    }

    private void CloseBlocks()
    {
        code.Close();
        code.Close();
    }

    private string Resolve(string node)
    {
        string resolved = Local("node");
        code.Line($"var {resolved} = reader.Resolve({node});");
        return resolved;
    }

    private string Local(string prefix) => prefix + (_locals++).ToString(CultureInfo.InvariantCulture);
}
