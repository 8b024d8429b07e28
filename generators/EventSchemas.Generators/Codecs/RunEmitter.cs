using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>
/// Emits the statements that write a run of values whose maximum lengths are known before: space for all is reserved once, and they are
/// stored without further checks.
/// </summary>
sealed class RunEmitter(SourceWriter code)
{
    private const int MaxSmallIndex = 63;
    private const string Put = "global::EventSchemas.AvroPut";

    private int _locals;

    /// <summary>Writes values of which each can be part of a run.</summary>
    public void Write(IReadOnlyList<WrittenValue> values)
    {
        string number = Text(_locals++);
        string at = "at" + number;
        int bound = 0;
        var terms = new List<string>();
        string[] operands = [.. values.Select(value => Operand(value, ref bound, terms))];
        code.Line($"ref byte {at} = ref writer.Reserve({string.Join(" + ", terms.Prepend(Text(bound)))});");
        for (int i = 0; i < operands.Length; i++)
        {
            Store(values[i].Type, operands[i], at);
        }

        code.Line($"writer.Advance(ref {at});");
    }

    // A value whose length is measured is evaluated into a local first.
    private string Operand(WrittenValue value, ref int bound, List<string> terms)
    {
        (MemberType type, string expression) = (value.Type, NotNull(value));
        if (type is ConvertedType converted && !EncodedLengths.IsConvertedInPlace(converted))
        {
            string wire = NotNull(value with { Type = converted.Wire, Expression = $"{converted.ToWire}({expression})" });
            return Count(converted.Wire, Local(converted.Wire, wire), "", ref bound, terms);
        }

        if (type is NullableType nullable)
        {
            bound++;
            return Count(nullable.Value, Local(nullable, expression), "?", ref bound, terms);
        }

        return Count(type, type.IsReference ? Local(type, expression) : expression, "", ref bound, terms);
    }

    private string Count(MemberType type, string operand, string access, ref int bound, List<string> terms)
    {
        if (EncodedLengths.Max(type) is { } most)
        {
            bound += most;
            return operand;
        }

        operand = access.Length == 0 && type is ScalarType { Kind: ScalarKind.Memory } ? Local(type, operand) : operand;
        string length = access.Length == 0 ? operand + ".Length" : $"({operand}?.Length ?? 0)";
        bound += 5;
        terms.Add(type is ScalarType { Kind: ScalarKind.String or ScalarKind.InternedString } ? $"3L * {length}" : "(long)" + length);
        return operand;
    }

    private void Store(MemberType type, string operand, string at)
    {
        switch (type)
        {
            case NullableType nullable:
                string some = "some" + Text(_locals++);
                code.Open($"if ({operand} is {{ }} {some})");
                code.Line($"{at} = ref {Put}.Index(ref {at}, 1);");
                Store(nullable.Value, some, at);
                code.Close();
                code.Open("else");
                code.Line($"{at} = ref {Put}.Index(ref {at}, 0);");
                code.Close();
                break;
            case ConvertedType converted:
                Store(converted.Wire, EncodedLengths.IsConvertedInPlace(converted) ? $"{converted.ToWire}({operand})" : operand, at);
                break;
            case EnumType @enum:
                string method = @enum.Enum.Symbols.Count > MaxSmallIndex ? "Int" : "Index";
                code.Line(
                    $"{at} = ref {Put}.{method}(ref {at}, {CodecNames.Qualified(@enum.Enum.FullName)}.IndexOf(ref writer, {operand}));");
                break;
            default:
                code.Line($"{at} = ref {Put}.{ScalarMethods.PutName(((ScalarType)type).Kind)}(ref {at}, {operand});");
                break;
        }
    }

    private string Local(MemberType type, string expression)
    {
        string local = "run" + Text(_locals++);
        code.Line($"{type.CSharp} {local} = {expression};");
        return local;
    }

    private static string NotNull(WrittenValue value) =>
        value.Type.IsReference ? $"{value.Expression} ?? throw writer.NullMember({TypeNames.Literal(value.Name)})" : value.Expression;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
