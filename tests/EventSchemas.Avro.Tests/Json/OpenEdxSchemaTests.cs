namespace EventSchemas.Avro.Tests;

public sealed class OpenEdxSchemaTests
{
    [Fact]
    public void Every_schema_of_the_Python_library_comes_out_as_it_went_in()
    {
        Assert.SkipWhen(SharedFiles.OpenEdx is null, "The schemas of the Python library are not on this machine: they come from ../shared.");
        string[] files = Directory.GetFiles(Path.Combine(SharedFiles.OpenEdx!, "schemas"), "*.avsc");
        Assert.NotEmpty(files);
        foreach (string file in files)
        {
            string text = File.ReadAllText(file);
            var schema = AvroSchema.Parse(text);

            Assert.Equal(text.TrimEnd() + "\n", schema.ToJson());
            Assert.Equal(schema, AvroSchema.Parse(schema.ToJson(AvroJsonFormat.Registry)));
        }
    }
}
