using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the statements that write members.</summary>
sealed class WriteEmitter(SourceWriter code)
{
    private int _locals;

    /// <summary>Writes a value.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="value">The expression, evaluated once.</param>
    /// <param name="name">What an error calls it.</param>
    public void Write(MemberType type, string value, string name)
    {
        switch (type)
        {
            case PrimitiveMember primitive:
                string argument = PrimitiveMethods.IsReference(primitive.Kind) ? NotNull(value, name) : value;
                code.Line($"writer.Write{PrimitiveMethods.Suffix(primitive.Kind)}({argument});");
                break;
            case RecordMember record:
                code.Line($"{CodecNames.Qualified(record.RecordName)}.Write(ref writer, {NotNull(value, name)});");
                break;
            case EnumMember @enum:
                code.Line($"{CodecNames.Qualified(@enum.Enum.FullName)}.Write(ref writer, {value});");
                break;
            case NullableMember nullable:
                WriteNullable(nullable, value, name);
                break;
            case ListMember list:
                WriteList(list, value, name);
                break;
            case MapMember map:
                WriteMap(map, value, name);
                break;
            default:
                throw new InvalidOperationException($"The member type {type.GetType().Name} has no writer.");
        }
    }

    private void WriteNullable(NullableMember type, string value, string name)
    {
        string local = Local("value");
        code.Open($"if ({value} is {{ }} {local})");
        code.Line("writer.WriteUnionIndex(1);");
        Write(type.Value, local, name);
        code.Close();
        code.Open("else");
        code.Line("writer.WriteUnionIndex(0);");
        code.Close();
    }

    private void WriteList(ListMember type, string value, string name)
    {
        string list = Local("list");
        string item = Local("item");
        code.Line($"var {list} = {NotNull(value, name)};");
        string count = type.Kind == ListKind.Array ? $"{list}.Length" : $"{list}.Count";
        code.Open($"if ({count} > 0)");
        code.Line($"writer.WriteBlockStart({count});");
        if (type.Kind == ListKind.Indexed)
        {
            string index = Local("index");
            code.Open($"for (int {index} = 0; {index} < {list}.Count; {index}++)");
            Write(type.Item, $"{list}[{index}]", name + "[]");
        }
        else
        {
            string source = type.Kind == ListKind.List ? $"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({list})" : list;
            code.Open($"foreach (var {item} in {source})");
            Write(type.Item, item, name + "[]");
        }

        code.Close();
        code.Close();
        code.Line("writer.WriteBlockEnd();");
    }

    private void WriteMap(MapMember type, string value, string name)
    {
        string map = Local("map");
        string entry = Local("entry");
        code.Line($"var {map} = {NotNull(value, name)};");
        code.Open($"if ({map}.Count > 0)");
        code.Line($"writer.WriteBlockStart({map}.Count);");
        code.Open($"foreach (var {entry} in {map})");
        code.Line($"writer.WriteString({entry}.Key);");
        Write(type.Value, $"{entry}.Value", name + "[]");
        code.Close();
        code.Close();
        code.Line("writer.WriteBlockEnd();");
    }

    private static string NotNull(string value, string name) => $"{value} ?? throw writer.NullMember({SyntaxNames.Literal(name)})";

    private string Local(string prefix) => prefix + (_locals++).ToString(CultureInfo.InvariantCulture);
}
