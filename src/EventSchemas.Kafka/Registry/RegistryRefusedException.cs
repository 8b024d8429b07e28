namespace EventSchemas.Kafka;

/// <summary>The schema registry answered, and the answer is no.</summary>
sealed class RegistryRefusedException(string message, Exception innerException) : Exception(message, innerException);
