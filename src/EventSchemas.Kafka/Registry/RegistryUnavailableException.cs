namespace EventSchemas.Kafka;

/// <summary>The schema registry could not be asked, or its answer was an error of its own. Asking again later may succeed.</summary>
sealed class RegistryUnavailableException(string message, Exception innerException) : Exception(message, innerException);
