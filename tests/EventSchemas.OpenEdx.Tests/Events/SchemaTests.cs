using System.Text.Json.Nodes;
using EventSchemas.Avro;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>All events of the package, compared with the definitions of the Python library.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_package_has_every_event_of_the_library_and_names_its_version()
    {
        var library = new PythonLibrary();

        Assert.Equal(library.Events.Keys.Order(StringComparer.Ordinal), PackageEvent.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("openedx-events " + OpenEdxEventsLibrary.Version, library.Source);
    }

    [Fact]
    public void Every_registered_schema_follows_the_rules_of_the_library()
    {
        var library = new PythonLibrary();
        Assert.All(
            library.Events,
            @event => Assert.Equal(
                PythonSchema.Of(@event.Value, library.Classes), PackageEvent.All[@event.Key].Codec.Descriptor.RegistryText));
    }

    [Fact]
    public void Missing_fields_get_the_defaults_of_the_library()
    {
        var library = new PythonLibrary();
        int filled = 0;
        foreach ((string eventType, JsonNode description) in library.Events)
        {
            PackageEvent @event = PackageEvent.All[eventType];
            AvroSchema schema = @event.Codec.Descriptor.Schema;
            foreach ((string record, string field, byte[] value) in library.Defaults(description))
            {
                AvroSchema older = new SchemaEdit(schema).Without(record, field).Schema;
                object read = @event.Codec.Deserialize(SampleDatum.Of(older), older);

                byte[] expected = SampleDatum.Of(schema, (inRecord, name) => inRecord == record && name == field ? value : null);
                Assert.True(expected.AsSpan().SequenceEqual(@event.Codec.Serialize(read)), $"{eventType}: {record}.{field}");
                filled++;
            }
        }

        Assert.NotEqual(0, filled);
    }

    [Fact]
    public void Every_event_round_trips() => Assert.All(PackageEvent.All.Values, @event =>
    {
        byte[] data = SampleDatum.Of(@event.Codec.Descriptor.Schema);
        Assert.Equal(Convert.ToHexString(data), Convert.ToHexString(@event.Codec.Serialize(@event.Codec.Deserialize(data))));
    });
}
