using System.Globalization;
using System.Reflection;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// Source text with unusual names, run through the generator and the compiler under cultures with special casing rules.
/// </summary>
public sealed class NamingTests
{
    private const string Source = """
        namespace @namespace.@int
        {
            public static partial class Outer
            {
                public partial class @static
                {
                    [OpenEdxEvent("org.acme.odd.v1", Key = "class.event", FeatureFlag = "F")]
                    public sealed partial record @record(
                        @class @class, string @event, int @value, long writer, bool reader, double node, string step, string member0,
                        IReadOnlyList<int> items0, string ID, [AvroName("i_dotless")] string Iı, [AvroName("aerger")] string Ärger,
                        A.B_C First, A_B.C Second, @enum @enum = @enum.@default, double Ratio = -1.5, float Small = 2.5f)
                    {
                        public required string @required { get; init; }
                        public string? field { get; init; }
                    }
                }

                public sealed record @class(string @event, @class? @base, Outer.@union? @abstract);

                [AvroUnion(typeof(@case), typeof(@default))]
                public abstract record @union;
                public sealed record @case(int @in) : @union;
                public sealed record @default(int @out) : @union;
            }

            public enum @enum { @null = 1, @default, I, [AvroName("dotless")] ı_dotless = 7 }

            public static class Sample
            {
                public static object Create() => new Outer.@static.@record(
                    new("e", new("f", null, new Outer.@default(2)), new Outer.@case(1)), "v", 1, 2, true, 3.5, "s", "m",
                    [1], "id", "ii", "ä", new(1), new(2)) { @required = "r" };
            }
        }

        namespace A { [AvroName("BC")] public sealed record B_C(int X); }
        namespace A_B { public sealed record C(int Y); }
        """;

    [Theory]
    [InlineData("fi-FI", "OpenEdxEvent", "")]
    [InlineData("tr-TR", "OpenEdxEvent", "")]
    [InlineData("", "OpenEdxEvent", "")]
    [InlineData("tr-TR", "AvroEvent", ", Naming = AvroNaming.CamelCase")]
    public void Every_name_compiles_and_round_trips(string culture, string attribute, string arguments)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            string source = Source
                .Replace("OpenEdxEvent", attribute, StringComparison.Ordinal)
                .Replace("FeatureFlag = \"F\"", "FeatureFlag = \"F\"" + arguments, StringComparison.Ordinal);
            Assembly assembly = GeneratorRun.Of(source).Load();
            var @event = new LoadedEvent(assembly, "namespace.int.Outer+static+record");
            object value = assembly.GetType("namespace.int.Sample")!.GetMethod("Create")!.Invoke(null, null)!;
            byte[] data = @event.Serialize(value);

            Assert.Equal(data, @event.Serialize(@event.Deserialize(data)));
            Assert.Equal(
                data,
                @event.Serialize(
                    @event.Deserialize(data, Avro.AvroSchema.Parse(
                        @event.Descriptor.RegistryText.Replace("\"string\"", "\"bytes\"", StringComparison.Ordinal)))));
            Assert.Equal(new byte[] { 2, (byte)'e' }, @event.Key(value));
            Assert.Contains(
                "{\"default\": -1.5, \"name\": \"ratio\", \"type\": \"double\"}",
                @event.Descriptor.RegistryText,
                StringComparison.Ordinal);
            Assert.Contains("\"name\": \"id\"", @event.Descriptor.RegistryText, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Members_whose_names_differ_in_case_keep_their_own_values()
    {
        Assembly assembly = GeneratorRun.Of("""
            namespace Acme;
            [OpenEdxEvent("org.acme.two.v1", FeatureFlag = "F")]
            public sealed partial record Two(int UserID, [AvroName("user_id_2")] int UserId);
            """).Load();
        var two = new LoadedEvent(assembly, "Acme.Two");
        object value = Activator.CreateInstance(assembly.GetType("Acme.Two")!, 1, 2)!;

        Assert.Equal("Two { UserID = 1, UserId = 2 }", two.Deserialize(two.Serialize(value)).ToString());
    }
}
