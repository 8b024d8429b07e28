namespace EventSchemas.Build;

/// <summary>A schema registry could not be asked, or gave no answer that can be read.</summary>
sealed class RegistryException(string message) : Exception(message);
