using System.Diagnostics;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace EventSchemas.Testing;

/// <summary>
/// The native library that Confluent.Kafka has loaded. An import by name would find another build of it beside that one: the
/// package carries several, and Confluent.Kafka chooses.
/// </summary>
static class LibRdKafka
{
    private static readonly Lazy<nint> Module = new(Find);

    public static nint Export(string function) => NativeLibrary.TryGetExport(Module.Value, function, out nint address)
        ? address
        : throw new EmbeddedKafkaException($"librdkafka {Library.VersionString} has no {function}, which the embedded Kafka needs; Confluent.Kafka 2.16 brings one that has it.");

    private static nint Find()
    {
        // Asking for the version makes Confluent.Kafka load the library.
        string version = Library.VersionString;
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            using (module)
            {
                bool isLibrary = module.ModuleName.Contains("rdkafka", StringComparison.OrdinalIgnoreCase)
                    && !module.ModuleName.Contains("rdkafka++", StringComparison.OrdinalIgnoreCase);
                if (isLibrary && NativeLibrary.TryLoad(module.FileName, out nint handle))
                {
                    return handle;
                }
            }
        }

        throw new EmbeddedKafkaException(
            $"Confluent.Kafka says that librdkafka {version} is loaded, but it is not among the modules of this process.");
    }
}
