using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>What <c>.contract.json</c> says, or what is wrong with its text.</summary>
sealed record ParsedContract(ContractFile? Contract, AvroSchemaException? Problem)
{
    public static ParsedContract Parse(string text) => ContractFile.Parse(text) is var (contract, problem) ? new ParsedContract(contract, problem) : new ParsedContract(null, null);
}
