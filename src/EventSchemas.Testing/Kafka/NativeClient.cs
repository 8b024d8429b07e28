using System.Runtime.InteropServices.Marshalling;

namespace EventSchemas.Testing;

/// <summary>A librdkafka client created through the C interface, for functions that Confluent.Kafka doesn't expose.</summary>
static unsafe class NativeClient
{
    private const int ErrorTextLength = 512;
    private const int ProducerType = 0;

    /// <summary>Creates a client.</summary>
    public static nint Create(params ReadOnlySpan<(string Name, string Value)> settings)
    {
        byte* error = stackalloc byte[ErrorTextLength];
        nint configuration = ((delegate* unmanaged[Cdecl]<nint>)LibRdKafka.Export("rd_kafka_conf_new"))();
        foreach ((string name, string value) in settings)
        {
            Set(configuration, name, value, error);
        }

        var create = (delegate* unmanaged[Cdecl]<int, nint, byte*, nuint, nint>)LibRdKafka.Export("rd_kafka_new");
        nint client = create(ProducerType, configuration, error, ErrorTextLength);
        return client != 0
            ? client
            : throw new EmbeddedKafkaException(
                $"librdkafka could not start the embedded Kafka: {Utf8StringMarshaller.ConvertToManaged(error)}");
    }

    private static void Set(nint configuration, string name, string value, byte* error)
    {
        var set = (delegate* unmanaged[Cdecl]<nint, byte*, byte*, byte*, nuint, int>)LibRdKafka.Export("rd_kafka_conf_set");
        byte* nameText = Utf8StringMarshaller.ConvertToUnmanaged(name);
        byte* valueText = Utf8StringMarshaller.ConvertToUnmanaged(value);
        int result = set(configuration, nameText, valueText, error, ErrorTextLength);
        Utf8StringMarshaller.Free(nameText);
        Utf8StringMarshaller.Free(valueText);
        if (result != 0)
        {
            throw new EmbeddedKafkaException(
                $"librdkafka rejects the setting {name}={value}: {Utf8StringMarshaller.ConvertToManaged(error)}");
        }
    }

    public static void Destroy(nint client) => ((delegate* unmanaged[Cdecl]<nint, void>)LibRdKafka.Export("rd_kafka_destroy"))(client);

    /// <summary>Throws if a function returned an error.</summary>
    public static void Check(int error, string action)
    {
        if (error != 0)
        {
            var describe = (delegate* unmanaged[Cdecl]<int, byte*>)LibRdKafka.Export("rd_kafka_err2str");
            throw new EmbeddedKafkaException(
                $"The embedded Kafka could not {action}: {Utf8StringMarshaller.ConvertToManaged(describe(error))}");
        }
    }
}
