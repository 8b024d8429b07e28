using System.Reflection;

namespace EventSchemas.OpenEdx.Tests;

public sealed class ExampleTests
{
    private const int Events = 73;

    public static TheoryData<Type> All => [.. typeof(OpenEdxEventsLibrary).Assembly.GetExportedTypes().Where(IsEvent)];

    [Fact]
    public void Every_event_is_tried() => Assert.Equal(Events, All.Count);

    [Theory]
    [MemberData(nameof(All))]
    public void Every_event_has_an_example_that_is_written_and_read_back(Type type) =>
        typeof(ExampleTests)
            .GetMethod(nameof(Check), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .Invoke(null, null);

    private static void Check<T>()
        where T : class, IEventContract<T>
    {
        T example = EventExample.Of<T>();
        byte[] data = AvroCodec.Serialize(example);

        Assert.Equal(data, AvroCodec.Serialize(AvroCodec.Deserialize<T>(data)));
        Assert.Equal(data, AvroCodec.Serialize(EventExample.Of<T>()));
        foreach (AvroJsonForm form in Enum.GetValues<AvroJsonForm>())
        {
            Assert.Equal(data, AvroJsonText.ToAvro(T.Schema, EventExample.JsonOf<T>(form), form));
        }
    }

    private static bool IsEvent(Type type) => type.GetInterfaces()
        .Any(@interface => @interface.IsGenericType && @interface.GetGenericTypeDefinition() == typeof(IEventContract<>));
}
