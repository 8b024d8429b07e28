using EventSchemas.Package.Tests;

[assembly: AssemblyFixture(typeof(PackageFeed))]
