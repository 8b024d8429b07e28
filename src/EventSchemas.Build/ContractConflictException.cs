namespace EventSchemas.Build;

/// <summary>One half of a contract is there, and it does not go with the record.</summary>
sealed class ContractConflictException(string message) : Exception(message);
