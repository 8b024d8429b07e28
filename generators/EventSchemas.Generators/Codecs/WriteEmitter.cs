using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the statements that write members.</summary>
/// <param name="code">Receives the statements.</param>
/// <param name="codecSuffix">The end of the names of records' codecs.</param>
sealed class WriteEmitter(SourceWriter code, string codecSuffix)
{
    private static readonly ScalarType Key =
        new("string", ScalarKind.String, new ScalarSchema(Avro.AvroSchemaKind.String), IsReference: true);

    private readonly RunEmitter _runs = new(code);
    private int _locals;

    /// <summary>Writes values one after the other.</summary>
    public void Write(params IReadOnlyList<WrittenValue> values)
    {
        var run = new List<WrittenValue>();
        Write(values, run);
        End(run);
    }

    private void Write(IReadOnlyList<WrittenValue> values, List<WrittenValue> run)
    {
        foreach (WrittenValue value in values)
        {
            if (EncodedLengths.CanRun(value.Type))
            {
                run.Add(value);
            }
            else if (value.Type is RecordType { Inlined.Count: > 0 } record)
            {
                string local = Local("record");
                code.Line($"{record.CSharp} {local} = {NotNull(record, value.Expression, value.Name)};");
                var members = record.Inlined.Select(
                    member => new WrittenValue(member.Type, $"{local}.{member.Name}", $"{value.Name}.{member.Name}"));
                Write([.. members], run);
            }
            else
            {
                End(run);
                Write(value.Type, value.Expression, value.Name);
            }
        }
    }

    private void End(List<WrittenValue> run)
    {
        if (run.Count > 0)
        {
            _runs.Write(run);
            run.Clear();
        }
    }

    private void Write(MemberType type, string value, string name)
    {
        switch (type)
        {
            case var _ when EncodedLengths.CanRun(type):
                _runs.Write([new WrittenValue(type, value, name)]);
                break;
            case ScalarType scalar:
                code.Line(ScalarMethods.Write(scalar, NotNull(type, value, name)) + ";");
                break;
            case ConvertedType converted:
                WriteConverted(converted, value, name);
                break;
            case RecordType record:
                code.Line($"{CodecNames.Qualified(record.RecordName, codecSuffix)}.Write(ref writer, {NotNull(type, value, name)});");
                break;
            case UnionType union:
                WriteUnion(union, NotNull(type, value, name), firstBranch: 0);
                break;
            case NullableType nullable:
                WriteNullable(nullable, value, name);
                break;
            case ListType list:
                WriteList(list, value, name);
                break;
            case MapType map:
                WriteMap(map, value, name);
                break;
            default:
                throw new InvalidOperationException($"The member type {type.GetType().Name} has no writer.");
        }
    }

    private void WriteConverted(ConvertedType type, string value, string name)
    {
        string wire = Local("wire");
        code.Line($"{type.Wire.CSharp} {wire} = {type.ToWire}({NotNull(type, value, name)});");
        Write(type.Wire, wire, name);
    }

    private void WriteNullable(NullableType type, string value, string name)
    {
        string local = Local("value");
        code.Open($"if ({value} is {{ }} {local})");
        WriteSome(type.Value, local, name);
        code.Close();
        code.Open("else");
        code.Line("writer.WriteUnionIndex(0);");
        code.Close();
    }

    // In a nullable union, null is the first branch and the union's own branches follow.
    private void WriteSome(MemberType type, string value, string name)
    {
        if (type is UnionType union)
        {
            WriteUnion(union, value, firstBranch: 1);
        }
        else if (type is ConvertedType { Wire: UnionType wire } converted)
        {
            string notNull = $"{converted.ToWire}({value}) ?? throw writer.NullMember({TypeNames.Literal(name)})";
            WriteUnion(wire, notNull, firstBranch: 1);
        }
        else
        {
            code.Line("writer.WriteUnionIndex(1);");
            Write(new WrittenValue(type, value, name));
        }
    }

    // By the exact type: a branch may derive from another, and a type that derives from a branch isn't one itself.
    private void WriteUnion(UnionType type, string value, int firstBranch)
    {
        string union = Local("union");
        code.Line($"{type.CSharp} {union} = {value};");
        for (int i = 0; i < type.Branches.Count; i++)
        {
            RecordType branch = type.Branches[i];
            code.Open($"{(i == 0 ? "" : "else ")}if ({union}.GetType() == typeof({branch.RecordName}))");
            code.Line($"writer.WriteUnionIndex({(firstBranch + i).ToString(CultureInfo.InvariantCulture)});");
            string codec = CodecNames.Qualified(branch.RecordName, codecSuffix);
            code.Line($"{codec}.Write(ref writer, ({branch.RecordName}){union});");
            code.Close();
        }

        code.Open("else");
        code.Line($"throw writer.UnknownBranch({TypeNames.Literal(type.Name)}, {union}.GetType());");
        code.Close();
    }

    private void WriteList(ListType type, string value, string name)
    {
        string list = Local("list");
        string item = Local("item");
        code.Line($"{type.CSharp} {list} = {NotNull(type, value, name)};");
        if (type.Kind == ListKind.ImmutableArray)
        {
            code.Open($"if ({list}.IsDefault)");
            code.Line($"throw writer.NullMember({TypeNames.Literal(name)});");
            code.Close();
        }

        string items = Local("items");
        bool isSpan = type.Kind is ListKind.Array or ListKind.List or ListKind.ImmutableArray;
        string view = isSpan ? "global::System.ReadOnlySpan" : "global::EventSchemas.AvroItems";
        code.Line($"{view}<{type.Item.CSharp}> {items} = {type.Kind switch
        {
            ListKind.Array => $"new({list})",
            ListKind.List => $"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({list})",
            ListKind.ImmutableArray => $"{list}.AsSpan()",
            _ => $"global::EventSchemas.AvroItems.Of({list})",
        }};");
        string count = items + (isSpan ? ".Length" : ".Count");
        string index = Local("i");
        code.Open($"if ({count} > 0)");
        code.Line($"writer.WriteBlockStart({count});");
        code.Open($"for (int {index} = 0; {index} < {count}; {index}++)");
        code.Line($"{type.Item.CSharp} {item} = {items}[{index}];");
        Write(new WrittenValue(type.Item, item, name + "[]"));
        code.Close();
        code.Close();
        code.Line("writer.WriteBlockEnd();");
    }

    private void WriteMap(MapType type, string value, string name)
    {
        string map = Local("map");
        string entry = Local("entry");
        code.Line($"{type.CSharp} {map} = {NotNull(type, value, name)};");
        code.Open($"if ({map}.Count > 0)");
        code.Line($"writer.WriteBlockStart({map}.Count);");
        string pair = $"global::System.Collections.Generic.KeyValuePair<string, {type.Value.CSharp}>";
        code.Open($"foreach ({pair} {entry} in global::EventSchemas.AvroItems.OfMap({map}))");
        Write(new WrittenValue(Key, $"{entry}.Key", name + " (a key)"), new WrittenValue(type.Value, $"{entry}.Value", name + "[]"));
        code.Close();
        code.Close();
        code.Line("writer.WriteBlockEnd();");
    }

    private static string NotNull(MemberType type, string value, string name) =>
        type.IsReference ? $"{value} ?? throw writer.NullMember({TypeNames.Literal(name)})" : value;

    private string Local(string prefix) => prefix + (_locals++).ToString(CultureInfo.InvariantCulture);
}

/// <summary>A value to write.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Expression">The expression, evaluated once.</param>
/// <param name="Name">The value's name in errors.</param>
sealed record WrittenValue(MemberType Type, string Expression, string Name);
