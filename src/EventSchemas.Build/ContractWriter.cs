using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Writes the contract files that are missing. Never writes over one, whoever else builds at the same time.</summary>
sealed class ContractWriter(ContractFolder folder, string defaultCompatibility)
{
    /// <summary>Writes what is missing of an event's two files; gives the files that it wrote.</summary>
    /// <exception cref="AvroSchemaException">The schema is not one.</exception>
    /// <exception cref="ContractConflictException">One of the two files is there, and it is not of this schema.</exception>
    public IReadOnlyList<string> Write(DeclaredContract declared)
    {
        string schemaPath = folder.SchemaPath(declared.EventType);
        string contractPath = folder.ContractPathOf(declared.EventType);
        bool hasSchema = File.Exists(schemaPath);
        bool hasContract = File.Exists(contractPath);
        if (hasSchema && hasContract)
        {
            return [];
        }

        AvroSchema schema = AvroSchema.Parse(declared.Schema);
        ContractFile contract = declared.ToFile(schema, defaultCompatibility);
        if (hasSchema && !folder.Accepted(declared.EventType)!.Equals(schema))
        {
            throw new ContractConflictException($"{schemaPath} has no {ContractFile.Extension} beside it, and it is not the schema that the record has now: accept the change in the editor or with dotnet build -t:AcceptEventSchemas, or delete it to start anew.");
        }

        if (hasContract && folder.AcceptedTerms(declared.EventType)?.Sha256 != contract.Sha256)
        {
            throw new ContractConflictException($"{contractPath} has no {ContractFile.SchemaExtension} beside it, and it was written for another schema than the record has now: restore the {ContractFile.SchemaExtension}, or delete it to start anew.");
        }

        (string Path, string Text)[] files = [(schemaPath, schema.ToJson()), (contractPath, contract.ToText())];
        return [.. files.Where(file => WholeFile.TryCreate(file.Path, file.Text)).Select(file => file.Path)];
    }
}
