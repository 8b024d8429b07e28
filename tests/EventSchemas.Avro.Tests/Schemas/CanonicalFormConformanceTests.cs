using System.Text.Json;

namespace EventSchemas.Avro.Tests;

public sealed class CanonicalFormConformanceTests
{
    [Fact]
    public void Every_canonical_form_is_that_of_the_reference_implementation()
    {
        using var cases = JsonDocument.Parse(SharedFiles.ConformanceFile("canonical-form-cases.json"));
        int judged = 0;
        foreach (JsonElement test in cases.RootElement.EnumerateArray())
        {
            Assert.Equal(test.GetProperty("canonical").GetString(), AvroSchema.Parse(test.GetProperty("input").GetString()!).ToCanonicalForm());
            judged++;
        }

        Assert.True(judged > 10);
    }
}
