using System.Reflection;
using EventSchemas.EntityFrameworkCore;

namespace EventSchemas.Documentation.Tests;

/// <summary>The tables of attributes and the attributes agree, in both directions.</summary>
public sealed class AttributeTests
{
    private static readonly (AttributeTargets Targets, string Name)[] Places =
    [
        (AttributeTargets.Property | AttributeTargets.Parameter, "member"),
        (AttributeTargets.Class, "record"),
        (AttributeTargets.Enum, "enum"),
        (AttributeTargets.Field, "symbol"),
        (AttributeTargets.Interface, "interface"),
    ];

    // Written by the generator alone.
    private static readonly Type[] Attributes =
    [
        .. new[] { typeof(OpenEdxEventAttribute), typeof(TransactionalAttribute) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.IsSubclassOf(typeof(Attribute)) && type != typeof(EventContractAttribute)),
    ];

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Rows = MarkdownTable
        .Rows(DocumentationPage.Of("docs/reference/attributes.md"), "attribute")
        .ToDictionary(row => Assert.Single(MarkdownTable.CodeIn(row["attribute"])), StringComparer.Ordinal);

    [Fact]
    public void The_table_has_every_attribute_and_no_other() =>
        Assert.Equal(Attributes.Select(NameOf).Order(StringComparer.Ordinal), Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_has_the_arguments() => Assert.All(Attributes, type => Assert.Equal(
        ArgumentsOf(type).Order(StringComparer.Ordinal),
        MarkdownTable.CodeIn(Rows[NameOf(type)]["arguments"]).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_table_has_the_places() => Assert.All(
        Attributes.Where(type => Rows[NameOf(type)]["on"] != "handler"),
        type => Assert.Equal(
            Places.Where(place => type.GetCustomAttribute<AttributeUsageAttribute>()!.ValidOn.HasFlag(place.Targets))
                .Select(place => place.Name),
            Rows[NameOf(type)]["on"].Split(", ")));

    [Theory]
    [InlineData("docs/codec.md", "argument of `[OpenEdxEvent]`", typeof(OpenEdxEventAttribute), null)]
    [InlineData("docs/avro-events.md", "argument", typeof(AvroEventAttribute), typeof(OpenEdxEventAttribute))]
    public void The_pages_of_the_events_explain_each_argument(string page, string column, Type type, Type? other) => Assert.Equal(
        Named(type).Except(other is null ? [] : Named(other)).Order(StringComparer.Ordinal),
        MarkdownTable.Rows(DocumentationPage.Of(page), column)
            .SelectMany(row => MarkdownTable.CodeIn(row[column]))
            .Where(name => char.IsUpper(name[0]))
            .Order(StringComparer.Ordinal));

    private static string NameOf(Type type) => $"[{type.Name[..^nameof(Attribute).Length]}]";

    private static IEnumerable<string> ArgumentsOf(Type type) =>
        type.GetConstructors().SelectMany(one => one.GetParameters()).Select(parameter => parameter.Name!).Concat(Named(type));

    private static IEnumerable<string> Named(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(property => property.CanWrite)
        .Select(property => property.Name);
}
