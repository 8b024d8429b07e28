using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>The schema registry rejected the request; repeating it doesn't help.</summary>
sealed class RegistryRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>The schema registry didn't answer, or failed itself. A later request can succeed.</summary>
sealed class RegistryUnavailableException(string message, Exception innerException) : TransientReadException(message, innerException);
