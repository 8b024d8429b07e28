using EventSchemas.Catalog.Tests;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(CatalogSites))]
