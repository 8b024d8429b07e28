using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>
/// Emits the statements that write a run of values whose lengths are known before: room for the most that they can take is made once,
/// and they are stored without looking at its end again.
/// </summary>
sealed class RunEmitter(SourceWriter code)
{
    private const int MaxSmallIndex = 63;
    private const string Put = "global::EventSchemas.AvroPut";

    private int _locals;

    /// <summary>Whether a type can be part of a run.</summary>
    public static bool Takes(MemberType type) => type switch
    {
        NullableMember { Value: ConvertedMember converted } => IsFixed(converted),
        NullableMember nullable => Takes(nullable.Value),
        ConvertedMember converted => converted.Wire is not NullableMember && Takes(converted.Wire),
        EnumMember => true,
        ScalarMember scalar => FixedBound(scalar.Kind) is not null || IsCounted(scalar.Kind),
        _ => false,
    };

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

    // What is looked at twice, once for its length, is put into a local.
    private string Operand(WrittenValue value, ref int bound, List<string> terms)
    {
        (MemberType type, string expression) = (value.Type, NotNull(value));
        if (type is ConvertedMember converted && !IsFixed(converted))
        {
            string wire = Local(expression = $"{converted.ToWire}({expression})");
            return Count(converted.Wire, converted.Wire.IsReference ? Local($"{wire} ?? throw writer.NullMember({SyntaxNames.Literal(value.Name)})") : wire, "", ref bound, terms);
        }

        if (type is NullableMember nullable)
        {
            bound++;
            return Count(nullable.Value, Local(expression), "?", ref bound, terms);
        }

        return Count(type, type.IsReference ? Local(expression) : expression, "", ref bound, terms);
    }

    private string Count(MemberType type, string operand, string access, ref int bound, List<string> terms)
    {
        if (Bound(type) is { } most)
        {
            bound += most;
            return operand;
        }

        operand = access.Length == 0 && type is ScalarMember { Kind: ScalarKind.Memory } ? Local(operand) : operand;
        string length = access.Length == 0 ? operand + ".Length" : $"({operand}?.Length ?? 0)";
        bound += 5;
        terms.Add(type is ScalarMember { Kind: ScalarKind.String or ScalarKind.InternedString } ? $"3L * {length}" : "(long)" + length);
        return operand;
    }

    private void Store(MemberType type, string operand, string at)
    {
        switch (type)
        {
            case NullableMember nullable:
                string some = "some" + Text(_locals++);
                code.Open($"if ({operand} is {{ }} {some})");
                code.Line($"{at} = ref {Put}.Index(ref {at}, 1);");
                Store(nullable.Value, some, at);
                code.Close();
                code.Open("else");
                code.Line($"{at} = ref {Put}.Index(ref {at}, 0);");
                code.Close();
                break;
            case ConvertedMember converted:
                Store(converted.Wire, IsFixed(converted) ? $"{converted.ToWire}({operand})" : operand, at);
                break;
            case EnumMember @enum:
                string method = @enum.Enum.Symbols.Count > MaxSmallIndex ? "Int" : "Index";
                code.Line($"{at} = ref {Put}.{method}(ref {at}, {CodecNames.Qualified(@enum.Enum.FullName)}.IndexOf(ref writer, {operand}));");
                break;
            default:
                code.Line($"{at} = ref {Put}.{ScalarMethods.PutName(((ScalarMember)type).Kind)}(ref {at}, {operand});");
                break;
        }
    }

    private string Local(string expression)
    {
        string local = "run" + Text(_locals++);
        code.Line($"var {local} = {expression};");
        return local;
    }

    private static string NotNull(WrittenValue value) =>
        value.Type.IsReference ? $"{value.Expression} ?? throw writer.NullMember({SyntaxNames.Literal(value.Name)})" : value.Expression;

    private static bool IsFixed(ConvertedMember type) => type.Wire is ScalarMember wire && FixedBound(wire.Kind) is not null && !wire.IsReference && !type.IsReference;

    private static int? Bound(MemberType type) => type switch
    {
        EnumMember => 5,
        ConvertedMember converted => Bound(converted.Wire),
        ScalarMember scalar => FixedBound(scalar.Kind),
        _ => null,
    };

    private static bool IsCounted(ScalarKind kind) => kind is ScalarKind.String or ScalarKind.InternedString or ScalarKind.Bytes or ScalarKind.Memory;

    private static int? FixedBound(ScalarKind kind) => kind switch
    {
        ScalarKind.Boolean => 1,
        ScalarKind.Int => 5,
        ScalarKind.Long => 10,
        ScalarKind.Float => sizeof(float),
        ScalarKind.Double => sizeof(double),
        ScalarKind.DateTimeText or ScalarKind.LocalDateTimeText => 33,
        ScalarKind.GuidText => 37,
        ScalarKind.Uuid => 16,
        _ => null,
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
