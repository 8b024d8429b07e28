using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the codec of a record.</summary>
static class RecordCodecEmitter
{
    public static string Emit(RecordDeclaration record)
    {
        SourceWriter code = SourceWriter.NewFile();
        code.Line($"namespace {CodecNames.Namespace};");
        code.Line();
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(record.UsesObsolete);
        code.Open($"internal static class {CodecNames.Of(record.FullName, record.CodecSuffix)}");
        code.Line($"public const int MinLength = {LengthEmitter.Min(record.Members, record.CodecSuffix)};");
        code.Line();
        if (record.Members.SelectMany(member => member.Type.All()).Any(type => type is ScalarType { Kind: ScalarKind.InternedString }))
        {
            code.Line($"private static readonly global::EventSchemas.AvroStringCache {ScalarMethods.Cache} = new();");
            code.Line();
        }

        EmitWrite(code, record);
        code.Line();
        EmitRead(code, record);
        code.Line();
        EmitResolvingRead(code, record);
        EmitDefaults(code, record);
        code.Close();
        return code.ToString();
    }

    private static void EmitWrite(SourceWriter code, RecordDeclaration record)
    {
        var emitter = new WriteEmitter(code, record.CodecSuffix);
        code.Open($"public static void Write(ref global::EventSchemas.AvroWriter writer, {record.FullName} value)");
        Recursive(code, record, "writer.Enter();");
        emitter.Write(
        [
            .. record.Members.Select(member =>
                new WrittenValue(member.Type, $"value.{member.Name}", $"{record.ShortName}.{member.Name}")),
        ]);
        Recursive(code, record, "writer.Leave();");
        code.Close();
    }

    private static void EmitRead(SourceWriter code, RecordDeclaration record)
    {
        var emitter = new ReadEmitter(code, record.CodecSuffix);
        code.Open($"public static {record.FullName} Read(ref global::EventSchemas.AvroReader reader)");
        Recursive(code, record, "reader.Enter();");
        for (int i = 0; i < record.Members.Count; i++)
        {
            code.Line($"{record.Members[i].Type.CSharp} {Member(i)};");
            emitter.Read(record.Members[i].Type, Member(i), node: null);
        }

        Recursive(code, record, "reader.Leave();");
        EmitConstruction(code, record);
        code.Close();
    }

    private static void EmitResolvingRead(SourceWriter code, RecordDeclaration record)
    {
        var emitter = new ReadEmitter(code, record.CodecSuffix);
        code.Open(
            $"public static {record.FullName} Read(ref global::EventSchemas.AvroReader reader, global::EventSchemas.ResolutionNode node)");
        code.Line("node = reader.Resolve(node);");
        code.Open("if (node.IsStraight)");
        code.Line("return Read(ref reader);");
        code.Close();
        code.Line();
        for (int i = 0; i < record.Members.Count; i++)
        {
            code.Line($"{record.Members[i].Type.CSharp} {Member(i)} = {record.Members[i].Fallback?.CSharp ?? "default!"};");
        }

        Recursive(code, record, "reader.Enter();");
        code.Line("global::System.ReadOnlySpan<int> cases = node.Cases;");
        code.Open("for (int step = 0; step < cases.Length;)");
        code.Open("switch (cases[step])");
        for (int i = 0; i < record.Members.Count; i++)
        {
            foreach (string? stepNode in (string?[])[null, "node.Steps[step].Node"])
            {
                code.Open($"case {Text((2 * i) + (stepNode is null ? 0 : 1))}:");
                emitter.Read(record.Members[i].Type, Member(i), stepNode);
                code.Line("step++;");
                if (stepNode is null && i + 1 < record.Members.Count)
                {
                    code.Open($"if ((uint)step < (uint)cases.Length && cases[step] == {Text(2 * (i + 1))})");
                    code.Line($"goto case {Text(2 * (i + 1))};");
                    code.Close();
                    code.Line();
                }

                code.Line("break;");
                code.Close();
            }
        }

        code.Open("default:");
        code.Line("reader.Skip(node.Steps[step++].Node);");
        code.Line("break;");
        code.Close();
        code.Close();
        code.Close();
        code.Line();
        Recursive(code, record, "reader.Leave();");
        EmitMissing(code, record);
        EmitConstruction(code, record);
        code.Close();
    }

    private static void EmitMissing(SourceWriter code, RecordDeclaration record)
    {
        if (!record.Members.Any(IsRead))
        {
            return;
        }

        code.Open("foreach (int missing in node.Missing)");
        code.Open("switch (missing)");
        for (int i = 0; i < record.Members.Count; i++)
        {
            if (IsRead(record.Members[i]))
            {
                code.Line($"case {Text(i)}:");
                code.Line($"    {Member(i)} = Default{Text(i)}();");
                code.Line("    break;");
            }
        }

        code.Close();
        code.Close();
        code.Line();
    }

    // A default that isn't constant is read from its Avro binary.
    private static void EmitDefaults(SourceWriter code, RecordDeclaration record)
    {
        for (int i = 0; i < record.Members.Count; i++)
        {
            if (!IsRead(record.Members[i]))
            {
                continue;
            }

            MemberType type = record.Members[i].Type;
            string data = string.Join(", ", record.Members[i].Fallback!.Data.Select(part => part.ToString(CultureInfo.InvariantCulture)));
            code.Line();
            code.Open($"private static {type.CSharp} Default{Text(i)}()");
            code.Line($"global::EventSchemas.AvroReader reader = new([{data}]);");
            code.Line($"{type.CSharp} value;");
            new ReadEmitter(code, record.CodecSuffix).Read(type, "value", node: null);
            code.Line("return value;");
            code.Close();
        }
    }

    private static bool IsRead(MemberDeclaration member) => member.Fallback is { CSharp: null };

    private static void EmitConstruction(SourceWriter code, RecordDeclaration record)
    {
        string arguments = string.Join(", ", record.ConstructorArguments.Select(Member));
        string[] initializers =
        [
            .. Enumerable.Range(0, record.Members.Count)
                .Where(i => !record.ConstructorArguments.Contains(i) || record.RequiredArguments.Contains(i))
                .Select(i => $"{record.Members[i].Name} = {Member(i)}"),
        ];
        string initializer = initializers.Length == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
        code.Line($"return new {record.FullName}({arguments}){initializer};");
    }

    private static void Recursive(SourceWriter code, RecordDeclaration record, string line)
    {
        if (record.IsRecursive)
        {
            code.Line(line);
        }
    }

    private static string Member(int index) => "member" + Text(index);

    private static string Text(int index) => index.ToString(CultureInfo.InvariantCulture);
}
