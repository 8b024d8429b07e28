using EventSchemas.Testing;
using Microsoft.Data.Sqlite;
using Orders;

using EmbeddedKafka kafka = EmbeddedKafka.Start();
await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync();
DirectoryInfo folder = Directory.CreateTempSubdirectory("orders");
try
{
    await new Story(kafka, registry, Path.Combine(folder.FullName, "shop.db")).TellAsync();
    return 0;
}
finally
{
    SqliteConnection.ClearAllPools();
    folder.Delete(recursive: true);
}
