using System.Diagnostics;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace EventSchemas.Testing;

/// <summary>
/// The native library that Confluent.Kafka has loaded. A DllImport by name would load a second copy of it: the package contains several
/// builds, and Confluent.Kafka chooses one of them.
/// </summary>
static class LibRdKafka
{
    private static readonly Lazy<nint> Module = new(Find);

    public static nint Export(string function) => NativeLibrary.TryGetExport(Module.Value, function, out nint address)
        ? address
        : throw new EmbeddedKafkaException(
            $"librdkafka {Library.VersionString} doesn't export {function}, which the embedded Kafka needs: "
            + "use Confluent.Kafka 2.16 or newer.");

    private static nint Find()
    {
        // Reading the version makes Confluent.Kafka load the library.
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
