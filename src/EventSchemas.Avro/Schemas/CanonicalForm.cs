using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace EventSchemas.Avro;

/// <summary>Writes the Parsing Canonical Form of the Avro 1.12 specification.</summary>
sealed class CanonicalForm
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    private CanonicalForm()
    {
    }

    public static string Of(AvroSchema schema)
    {
        var form = new CanonicalForm();
        form.Write(schema);
        return form._text.ToString();
    }

    private void Write(AvroSchema schema)
    {
        switch (schema)
        {
            case AvroPrimitiveSchema primitive:
                Quote(primitive.Name);
                break;
            case AvroUnionSchema union:
                _text.Append('[');
                Join(union.Branches, Write);
                _text.Append(']');
                break;
            case AvroArraySchema array:
                _text.Append("{\"type\":\"array\",\"items\":");
                Write(array.Items);
                _text.Append('}');
                break;
            case AvroMapSchema map:
                _text.Append("{\"type\":\"map\",\"values\":");
                Write(map.Values);
                _text.Append('}');
                break;
            case AvroNamedSchema named when !_written.Add(named.FullName):
                Quote(named.FullName);
                break;
            case AvroNamedSchema named:
                WriteNamed(named);
                break;
            default:
                throw new InvalidOperationException($"The kind {schema.Kind} has no canonical form.");
        }
    }

    private void WriteNamed(AvroNamedSchema schema)
    {
        _text.Append("{\"name\":");
        Quote(schema.FullName);
        switch (schema)
        {
            case AvroRecordSchema record:
                _text.Append(record.IsError ? ",\"type\":\"error\",\"fields\":[" : ",\"type\":\"record\",\"fields\":[");
                Join(record.Fields, WriteField);
                _text.Append("]}");
                break;
            case AvroEnumSchema @enum:
                _text.Append(",\"type\":\"enum\",\"symbols\":[");
                Join(@enum.Symbols, Quote);
                _text.Append("]}");
                break;
            default:
                _text.Append(",\"type\":\"fixed\",\"size\":");
                _text.Append(((AvroFixedSchema)schema).Size.ToString(CultureInfo.InvariantCulture)).Append('}');
                break;
        }
    }

    private void WriteField(AvroField field)
    {
        _text.Append("{\"name\":");
        Quote(field.Name);
        _text.Append(",\"type\":");
        Write(field.Schema);
        _text.Append('}');
    }

    private void Join<T>(IReadOnlyList<T> parts, Action<T> write)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(',');
            }

            write(parts[i]);
        }
    }

    private void Quote(string name) => _text.Append('"').Append(name).Append('"');
}
