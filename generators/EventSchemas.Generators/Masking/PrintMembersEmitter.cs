namespace EventSchemas.Generators;

/// <summary>
/// Emits the part of a record that writes its members for <c>ToString</c> as the compiler would, with stars for personal data.
/// </summary>
static class PrintMembersEmitter
{
    private const string Mask = "***";

    public static string Emit(MaskedRecord record)
    {
        SourceWriter code = SourceWriter.NewFile();
        code.OpenPlace(record.Place);
        code.Open($"partial {record.Keyword} {record.Name}");
        code.Line("/// <summary>Writes the members for the record's text, with stars for personal data.</summary>");
        code.Line("/// <param name=\"builder\">Where to.</param>");
        code.Line("/// <returns>Whether there are any.</returns>");
        code.GeneratedCodeAttribute();
        code.ObsoleteAttribute(record.UsesObsolete);
        code.Open($"{record.Modifiers} bool PrintMembers(global::System.Text.StringBuilder builder)");
        EmitMembers(code, record);
        code.Line("return true;");
        code.Close();
        code.Close();
        code.ClosePlace(record.Place);
        return code.ToString();
    }

    private static void EmitMembers(SourceWriter code, MaskedRecord record)
    {
        if (record.CallsBase)
        {
            code.Open("if (base.PrintMembers(builder))");
            code.Line("builder.Append(\", \");");
            code.Close();
            code.Line();
        }
        else
        {
            code.Line("global::System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();");
        }

        for (int i = 0; i < record.Members.Count; i++)
        {
            PrintedMember member = record.Members[i];
            code.Line($"builder.Append(\"{(i == 0 ? "" : ", ")}{member.Name} = \");");
            code.Line($"builder.Append({Shown(member)});");
        }
    }

    private static string Shown(PrintedMember member)
    {
        string value = $"this.{TypeNames.Escape(member.Name)}";
        return (member.IsPersonalData, member.CanBeNull, member.IsValue) switch
        {
            (true, true, _) => $"{value} is null ? \"\" : \"{Mask}\"",
            (true, false, _) => $"\"{Mask}\"",
            (false, _, true) => $"{value}.ToString()",
            _ => $"(object?){value}",
        };
    }
}
