using System.Globalization;

namespace EventSchemas.Generators;

/// <summary>The calls that write and read a scalar.</summary>
static class ScalarMethods
{
    /// <summary>The call that writes a value.</summary>
    public static string Write(ScalarType scalar, string value) =>
        $"writer.Write{PutName(scalar.Kind)}({value}{Shape(scalar, ", ", isWriting: true)})";

    /// <summary>The call that reads a value, directly or with a plan.</summary>
    public static string Read(ScalarType scalar, string? node)
    {
        if (scalar.Kind == ScalarKind.InternedString)
        {
            return $"reader.ReadString({Cache})";
        }

        string name = scalar.Kind switch
        {
            ScalarKind.Memory => nameof(ScalarKind.Bytes),
            ScalarKind.FixedMemory => nameof(ScalarKind.Fixed),
            ScalarKind.Text or ScalarKind.Utf8Text => $"{nameof(ScalarKind.Text)}<{scalar.CSharp}>",
            _ => scalar.Kind.ToString(),
        };
        return $"reader.Read{name}({node}{Shape(scalar, node is null ? "" : ", ", isWriting: false)})";
    }

    /// <summary>The field of a codec that keeps texts.</summary>
    public const string Cache = "Texts";

    /// <summary>The end of the name of the method that stores such a value.</summary>
    public static string PutName(ScalarKind kind) => kind == ScalarKind.InternedString ? nameof(ScalarKind.String) : kind.ToString();

    /// <summary>Whether reading by a plan depends on what the writer wrote, beyond its unions.</summary>
    public static bool IsResolved(ScalarKind kind) =>
        kind is ScalarKind.Long or ScalarKind.Float or ScalarKind.Double or ScalarKind.Decimal or ScalarKind.FixedDecimal;

    private static string Shape(ScalarType scalar, string separator, bool isWriting)
    {
        ScalarSchema schema = scalar.Schema;
        int[] arguments = scalar.Kind switch
        {
            ScalarKind.Decimal => isWriting ? [schema.Precision, schema.Scale] : [schema.Scale],
            ScalarKind.FixedDecimal => isWriting ? [schema.Precision, schema.Scale, schema.Size] : [schema.Scale, schema.Size],
            ScalarKind.Fixed or ScalarKind.FixedMemory => [schema.Size],
            _ => [],
        };
        return arguments.Length == 0
            ? ""
            : separator + string.Join(", ", arguments.Select(number => number.ToString(CultureInfo.InvariantCulture)));
    }
}
