using EventSchemas.Avro;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>
/// A sample datum for any schema of the package. It has a value for every optional field, and two items in every list.
/// </summary>
static class SampleDatum
{
    public const string Date = "2024-05-06T07:08:09.123456+00:00";
    public const string Uuid = "0f2c1d0e-5b5a-4d0e-9c1e-7a0d3c1b2a49";
    public const string CourseKey = "course-v1:DemoX+Demo+2024";
    public const string UsageKey = "block-v1:DemoX+Demo+2024+type@problem+block@p1";

    /// <summary>The datum as Avro binary.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="instead">Returns the bytes of a field of a record, or null for the usual sample value.</param>
    public static byte[] Of(AvroSchema schema, Func<string, string, byte[]?>? instead = null)
    {
        AvroWriter writer = AvroWriter.Rent();
        Write(ref writer, schema, "", instead);
        return writer.ToArray();
    }

    /// <summary>The text that a member holds.</summary>
    public static string Text(string record, string field) => (record, field) switch
    {
        ("SubsidyRedemption", "content_key") => "edX+DemoX",
        (_, "course_key" or "content_key" or "course_id" or "master_course_key") => CourseKey,
        (_, "ccx_course_key") => "ccx-v1:DemoX+Demo+2024+ccx@7",
        ("LibraryBlockData", "usage_key") => "lb:DemoX:CSPROB:problem:p1",
        (_, "usage_key" or "source_usage_key" or "version") => UsageKey,
        (_, "library_key") => "lib:DemoX:CSPROB",
        (_, "collection_key") => "lib-collection:DemoX:CSPROB:algebra",
        (_, "container_key") => "lct:DemoX:CSPROB:unit:u1",
        (_, "uuid" or "ledger_uuid" or "subsidy_access_policy_uuid" or "enterprise_customer_uuid" or "invite_key" or "transaction_id"
            or "enterprise_course_entitlement_uuid") => Uuid,
        (_, "created" or "modified" or "start" or "end" or "timestamp" or "creation_date" or "created_at" or "submitted_at"
            or "enrollment_start" or "enrollment_end" or "unenrolled_at" or "course_edited_timestamp" or "passed_timestamp"
            or "certificate_available_date" or "expiration_date") => Date,
        _ => $"naïve {field}",
    };

    private static void Write(ref AvroWriter writer, AvroSchema schema, string text, Func<string, string, byte[]?>? instead)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                foreach (AvroField field in record.Fields)
                {
                    if (instead?.Invoke(record.Name, field.Name) is { } bytes)
                    {
                        writer.WriteRaw(bytes);
                    }
                    else
                    {
                        Write(ref writer, field.Schema, Text(record.Name, field.Name), instead);
                    }
                }

                break;
            case AvroUnionSchema union:
                writer.WriteUnionIndex(1);
                Write(ref writer, union.Branches[1], text, instead);
                break;
            case AvroArraySchema array:
                writer.WriteBlockStart(2);
                Write(ref writer, array.Items, text, instead);
                Write(ref writer, array.Items, text + "!", instead);
                writer.WriteBlockEnd();
                break;
            case AvroMapSchema map:
                writer.WriteBlockStart(1);
                writer.WriteString("key");
                Write(ref writer, map.Values, text, instead);
                writer.WriteBlockEnd();
                break;
            default:
                WritePrimitive(ref writer, schema, text);
                break;
        }
    }

    private static void WritePrimitive(ref AvroWriter writer, AvroSchema schema, string text)
    {
        switch (schema.Kind)
        {
            case AvroSchemaKind.Boolean:
                writer.WriteBoolean(true);
                break;
            case AvroSchemaKind.Long:
                writer.WriteLong(long.MaxValue);
                break;
            case AvroSchemaKind.Double:
                writer.WriteDouble(0.875);
                break;
            case AvroSchemaKind.String:
                writer.WriteString(text);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(schema), schema.Kind, "The Python library doesn't use this type.");
        }
    }
}
