using System.Globalization;
using System.Reflection;
using CsCheck;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// Generated pairs of schemas: the reader's becomes a record, and its plan must read exactly the data that the compatibility check
/// allows. The check of the narrowest schema of a datum, which has no other data, is the verdict on that datum.
/// </summary>
public sealed class PlanPropertyTests
{
    private const int Batches = 4;
    private const int EventsOfABatch = 30;
    private const int DataOfAReadablePair = 5;
    private const int TriesForAWitness = 200;

    private enum Outcome
    {
        Read,
        Refused,
        NoPlan,
    }

    [Fact]
    public void CanRead_is_empty_exactly_when_the_plan_reads_every_value_and_the_plan_rejects_only_the_values_that_fail()
    {
        var random = new PCG(7, 20261127);
        var counts = new int[3];
        for (int batch = 0; batch < Batches * Scale.Factor; batch++)
        {
            (AvroRecordSchema Writer, AvroRecordSchema Reader)[] pairs =
                [.. Enumerable.Range(0, EventsOfABatch).Select(_ => Pair(random))];
            Assembly assembly = GeneratorRun
                .Of([.. pairs.Select((pair, i) => RecordSource.Of(pair.Reader, Namespace(i), AttributeOf(i)))])
                .Load();
            for (int i = 0; i < pairs.Length; i++)
            {
                counts[(int)Hold(new LoadedEvent(assembly, Namespace(i) + ".Event"), pairs[i].Writer)]++;
            }
        }

        Assert.All(counts, count => Assert.True(count >= Batches, $"Of the three outcomes there were {string.Join(", ", counts)} pairs."));
    }

    // The generated record has no namespace, so a reader of several namespaces would be another schema.
    private static (AvroRecordSchema Writer, AvroRecordSchema Reader) Pair(PCG random)
    {
        (AvroSchema One, AvroSchema Other) pair;
        do
        {
            pair = GeneratedSchemas.Versions.Generate(random, null!, out Size _);
        }
        while (pair.Other.ToJson().Contains("\"namespace\"", StringComparison.Ordinal));
        return (
            new AvroRecordSchema("CloudEvent", null, [new AvroField("value", ReducedSchema.ForResolution(pair.One))]),
            Expressible.Event(ReducedSchema.ForResolution(pair.Other)));
    }

    private static string Namespace(int number) => "N" + number.ToString(CultureInfo.InvariantCulture);

    private static string AttributeOf(int number) => number % 2 == 0 ? "OpenEdxEvent" : "AvroEvent";

    // The result for the pair: all data can be read, some are rejected, or there is no plan.
    private static Outcome Hold(LoadedEvent @event, AvroRecordSchema writer)
    {
        AvroSchema reader = @event.Descriptor.ReadingSchema;
        bool mustReadAll = AvroCompatibility.CanRead(reader, writer).Count == 0;
        var random = new Random(writer.ToCanonicalForm().Length + (31 * reader.ToCanonicalForm().Length));
        Outcome worst = Outcome.Read;
        for (int i = 0; i < DataOfAReadablePair || (!mustReadAll && worst == Outcome.Read && i < TriesForAWitness); i++)
        {
            (byte[] data, AvroSchema exact) = DatumGenerator.MakeExact(writer, random);
            IReadOnlyList<AvroIncompatibility> failures = AvroCompatibility.CanRead(reader, exact);
            Outcome outcome = Read(@event, data, writer);
            Assert.True(
                failures.Count == 0 == (outcome == Outcome.Read),
                $"{Convert.ToHexString(data)} of {writer} as {reader}: {outcome}, but its own schema has {string.Join("; ", failures)}");
            worst = outcome > worst ? outcome : worst;
        }

        Assert.True(
            mustReadAll == (worst == Outcome.Read),
            $"{writer} as {reader}: {worst}, but {string.Join("; ", AvroCompatibility.CanRead(reader, writer))}");
        return worst;
    }

    private static Outcome Read(LoadedEvent @event, byte[] data, AvroSchema writer)
    {
        try
        {
            @event.Deserialize(data, writer);
            return Outcome.Read;
        }
        catch (EventDataException e)
        {
            Assert.StartsWith("value", e.Path, StringComparison.Ordinal);
            Assert.Matches("the reader has no place for it|the reader can't read|none that the reader knows", e.Problem);
            return Outcome.Refused;
        }
        catch (SchemaResolutionException)
        {
            return Outcome.NoPlan;
        }
    }
}
