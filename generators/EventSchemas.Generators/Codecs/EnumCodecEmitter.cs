using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>Emits the codec of an enum: from values to positions of symbols and back.</summary>
static class EnumCodecEmitter
{
    public static string Emit(EnumDeclaration @enum)
    {
        SourceWriter code = SourceWriter.NewFile();
        code.Line($"namespace {CodecNames.Namespace};");
        code.Line();
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(@enum.IsObsolete);
        code.Open($"internal static class {CodecNames.Of(@enum.FullName)}");
        EmitIndexOf(code, @enum);
        code.Line();
        EmitRead(code, @enum, "ref global::EventSchemas.AvroReader reader", @enum.Symbols.Count.ToString(CultureInfo.InvariantCulture));
        code.Line();
        EmitRead(code, @enum, "ref global::EventSchemas.AvroReader reader, global::EventSchemas.ResolutionNode node", "node");
        code.Close();
        return code.ToString();
    }

    private static void EmitIndexOf(SourceWriter code, EnumDeclaration @enum)
    {
        code.Open($"public static int IndexOf(ref global::EventSchemas.AvroWriter writer, {@enum.FullName} value)");
        code.Open("switch (value)");
        for (int i = 0; i < @enum.Symbols.Count; i++)
        {
            code.Line($"case {@enum.FullName}.{@enum.Symbols[i].Name}:");
            code.Line($"    return {i.ToString(CultureInfo.InvariantCulture)};");
        }

        code.Line("default:");
        code.Line($"    throw writer.UnknownEnumValue({TypeNames.Literal(@enum.SchemaName)}, value.ToString());");
        code.Close();
        code.Close();
    }

    private static void EmitRead(SourceWriter code, EnumDeclaration @enum, string parameters, string argument)
    {
        code.Open($"public static {@enum.FullName} Read({parameters})");
        code.Open($"switch (reader.ReadEnum({argument}))");
        for (int i = 0; i < @enum.Symbols.Count; i++)
        {
            bool isLast = i == @enum.Symbols.Count - 1;
            code.Line(isLast ? "default:" : $"case {i.ToString(CultureInfo.InvariantCulture)}:");
            code.Line($"    return {@enum.FullName}.{@enum.Symbols[i].Name};");
        }

        code.Close();
        code.Close();
    }
}
