using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Documentation.Tests;

/// <summary>The tables of settings and the options agree, in both directions.</summary>
public sealed partial class SettingsTests
{
    private const string Required = "required";
    private const string None = "none";

    // What stands for a name of the service, in the order of the options.
    private static readonly Dictionary<string, string> Placeholders = new(StringComparer.Ordinal)
    {
        [nameof(EventBusOptions.Producers)] = "<event type>",
        [nameof(EventBusOptions.Groups)] = "<group>",
        [nameof(GroupOptions.Handlers)] = "<handler>",
        [nameof(KafkaOptions.Topics)] = "<topic>",
        [nameof(KafkaOptions.Client)] = "<key>",
    };

    private static readonly (string Key, PropertyInfo Property, object? Default)[] Settings =
    [
        .. Of("", new EventBusOptions()),
        .. Of("Kafka:", new KafkaOptions()),
        .. Of("SchemaRegistry:", new SchemaRegistryOptions()),
        .. Of("Redis:", new RedisOptions()),
        .. Of("Outbox:", new OutboxOptions()),
    ];

    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Rows = MarkdownTable
        .Rows(DocumentationPage.Of("docs/reference/settings.md"), "setting")
        .ToDictionary(row => Assert.Single(MarkdownTable.CodeIn(row["setting"])), StringComparer.Ordinal);

    public static TheoryData<string, string?, string> Limits =>
    [
        .. Rows.SelectMany(row => LimitsOf(row.Value["value"]).Select(limit => (row.Key, limit.Allowed, limit.Refused))),
    ];

    [Fact]
    public void The_tables_have_every_setting_and_no_other() => Assert.Equal(
        Settings.Select(setting => setting.Key).Order(StringComparer.Ordinal), Rows.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_tables_have_the_defaults() => Assert.All(
        Settings, setting => Assert.Equal(Text(setting.Default), Normal(Rows[setting.Key]["default"], setting.Property.PropertyType)));

    // Of an enumeration of the client, such as the mechanisms, the table has those that are supported.
    [Fact]
    public void The_tables_have_the_values_of_enumerations() => Assert.All(
        Settings.Where(setting => Underlying(setting.Property) is { IsEnum: true } or { Name: nameof(Boolean) }),
        setting =>
        {
            Type type = Underlying(setting.Property);
            string[] names = type.IsEnum ? Enum.GetNames(type) : ["true", "false"];
            IReadOnlyList<string> documented = MarkdownTable.CodeIn(Rows[setting.Key]["value"]);
            Assert.Empty(documented.Except(names));
            Assert.True(type.Namespace == "Confluent.Kafka" || names.Length == documented.Count, setting.Key);
        });

    [Fact]
    public void The_tables_say_which_settings_are_required() => Assert.All(
        Settings.Where(setting => Rows[setting.Key]["default"] == Required),
        setting => Assert.Contains(
            ProblemsOf(setting.Key, ""), problem => problem.StartsWith($"EventBus:{setting.Key} ", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Limits))]
    public void The_limits_of_a_setting_are_those_of_its_check(string setting, string? allowed, string refused)
    {
        if (allowed is not null)
        {
            Assert.Empty(ProblemsOf(setting, allowed));
        }

        Assert.NotEmpty(ProblemsOf(setting, refused));
    }

    private static IReadOnlyList<string> ProblemsOf(string setting, string value)
    {
        string key = "EventBus:" + setting.Replace("<group>", "mail", StringComparison.Ordinal)
            .Replace("<handler>", "welcome", StringComparison.Ordinal)
            .Replace("<topic>", "orders", StringComparison.Ordinal);
        var settings = new Dictionary<string, string?>
        {
            ["EventBus:Kafka:BootstrapServers"] = "localhost:9092",
            ["EventBus:SchemaRegistry:Url"] = "http://localhost:8081",
            ["EventBus:Redis:Url"] = "redis://localhost",
            ["EventBus:Outbox:Dispatch"] = "false",
            ["EventBus:Kafka:Topics:orders:CleanupPolicy"] = "Compact",
            [key] = value,
        };
        using IHost service = DocumentedService.Build(settings);
        return DocumentedService.ProblemsOf(service.Services);
    }

    private static IEnumerable<(string Key, PropertyInfo Property, object? Default)> Of(string prefix, object options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties())
        {
            string key = prefix + property.Name;
            object? value = property.GetValue(options);
            Type type = property.PropertyType;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                Type item = type.GetGenericArguments()[1];
                key += $":{Placeholders[property.Name]}";
                foreach ((string, PropertyInfo, object?) inner in item == typeof(string)
                    ? [(key, property, null)]
                    : Of(key + ":", Activator.CreateInstance(item)!))
                {
                    yield return inner;
                }
            }
            else if (type is { IsClass: true } && type != typeof(string))
            {
                foreach ((string, PropertyInfo, object?) inner in Of(key + ":", value!))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (key, property, value is IList<string> { Count: 0 } ? null : value);
            }
        }
    }

    private static Type Underlying(PropertyInfo property) => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    private static string Text(object? value) => value switch
    {
        null => None,
        "" => Required,
        bool one => one ? "true" : "false",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Normal(string cell, Type type) =>
        type == typeof(TimeSpan) ? Text(TimeSpan.Parse(cell, CultureInfo.InvariantCulture)) : cell.Trim('`');

    // "1 or more", "1 to 1024", "time above 0", "time from 0", "above 0, up to 1"; the rest is compared with other settings.
    private static IEnumerable<(string? Allowed, string Refused)> LimitsOf(string value)
    {
        if (LowestCount().Match(value) is { Success: true } lowest)
        {
            yield return (lowest.Value, (int.Parse(lowest.Value, CultureInfo.InvariantCulture) - 1).ToString(CultureInfo.InvariantCulture));
        }

        if (HighestCount().Match(value) is { Success: true, Groups: var groups })
        {
            string highest = groups["count"].Value;
            yield return (highest, (int.Parse(highest, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
        }

        if (value.StartsWith("time above 0", StringComparison.Ordinal) || value.StartsWith("above 0", StringComparison.Ordinal))
        {
            yield return (null, "0");
        }

        if (value.StartsWith("time from 0", StringComparison.Ordinal))
        {
            yield return ("00:00:00", "-00:00:01");
        }

        if (HighestTime().Match(value) is { Success: true, Groups: var times })
        {
            yield return (times["time"].Value, times["time"].Value + ".1");
        }
    }

    [GeneratedRegex(@"^\d+(?= (or more|to ))")]
    private static partial Regex LowestCount();

    [GeneratedRegex(@"^\d+ to (?<count>\d+)")]
    private static partial Regex HighestCount();

    [GeneratedRegex(@"up to (?<time>\d\d:\d\d:\d\d)")]
    private static partial Regex HighestTime();
}
