using System.Reflection;
using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>An event type that is known only at run time, used through the public API.</summary>
public sealed class LoadedEvent
{
    private readonly ITyped _typed;

    public LoadedEvent(Assembly assembly, string typeName)
    {
        Type type = assembly.GetType(typeName, throwOnError: true)!;
        _typed = (ITyped)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(type))!;
    }

    private interface ITyped
    {
        EventDescriptor Descriptor { get; }

        byte[] Serialize(object value);

        object Deserialize(byte[] data, AvroSchema? writer);

        byte[] Key(object value);
    }

    public EventDescriptor Descriptor => _typed.Descriptor;

    public byte[] Serialize(object value) => _typed.Serialize(value);

    public object Deserialize(byte[] data, AvroSchema? writer = null) => _typed.Deserialize(data, writer);

    public byte[] Key(object value) => _typed.Key(value);

    private sealed class Typed<T> : ITyped
        where T : class, IEventContract<T>
    {
        public EventDescriptor Descriptor => T.Descriptor;

        public byte[] Serialize(object value) => AvroCodec.Serialize((T)value);

        public object Deserialize(byte[] data, AvroSchema? writer) =>
            writer is null ? AvroCodec.Deserialize<T>(data) : AvroCodec.Deserialize<T>(data, writer);

        public byte[] Key(object value)
        {
            AvroWriter writer = AvroWriter.Rent();
            T.WriteKey(ref writer, (T)value);
            return writer.ToArray();
        }
    }
}
