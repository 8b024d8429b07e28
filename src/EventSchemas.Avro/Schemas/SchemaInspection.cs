using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Finds what is unusual in a schema. Each named schema is inspected once, at its first occurrence.</summary>
sealed class SchemaInspection
{
    private readonly HashSet<string> _entered = [];
    private readonly List<AvroSchemaWarning> _warnings = [];
    private readonly DefaultValue _defaults = new();

    private SchemaInspection()
    {
    }

    public static IReadOnlyList<AvroSchemaWarning> Run(AvroSchema schema)
    {
        var inspection = new SchemaInspection();
        inspection.Inspect(schema, "", enclosing: null);
        return inspection._warnings;
    }

    private void Inspect(AvroSchema schema, string location, string? enclosing)
    {
        if (schema is AvroNamedSchema named && !_entered.Add(named.FullName))
        {
            return;
        }

        InspectItself(schema, location, enclosing);
        switch (schema)
        {
            case AvroRecordSchema record:
                for (int i = 0; i < record.Fields.Count; i++)
                {
                    InspectField(record.Fields[i], $"{location}/fields/{Text(i)}", record.Namespace);
                }

                break;
            case AvroUnionSchema union:
                for (int i = 0; i < union.Branches.Count; i++)
                {
                    Inspect(union.Branches[i], $"{location}/{Text(i)}", enclosing);
                }

                break;
            case AvroArraySchema array:
                Inspect(array.Items, location + "/items", enclosing);
                break;
            case AvroMapSchema map:
                Inspect(map.Values, location + "/values", enclosing);
                break;
            default:
                break;
        }
    }

    private void InspectItself(AvroSchema schema, string location, string? enclosing)
    {
        if (schema is AvroNamedSchema { Namespace: { } @namespace }
            && @namespace != enclosing
            && !AvroName.IsNamespace(@namespace, strict: true))
        {
            Add(
                AvroSchemaWarningKind.NonstandardNamespace,
                location + "/namespace",
                $"The namespace \"{@namespace}\" is not one of the specification's: names separated by dots. "
                    + "Strict readers refuse the schema");
        }

        LogicalTypeTable.Of(schema, out AvroSchemaWarningKind? problem, out string message);
        if (problem is { } kind)
        {
            Add(kind, $"{location}/{LogicalTypeTable.Property}", message);
        }
    }

    private void InspectField(AvroField field, string location, string? enclosing)
    {
        if (field.Default is not null && !_defaults.Fits(field.Schema, field.Default))
        {
            Add(
                AvroSchemaWarningKind.InvalidDefault,
                location + "/default",
                $"The default of {field.Name} is not a value of its type; where that is a union, of its first branch");
        }

        Inspect(field.Schema, location + "/type", enclosing);
    }

    private void Add(AvroSchemaWarningKind kind, string location, string message) =>
        _warnings.Add(new AvroSchemaWarning(kind, location, message));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
