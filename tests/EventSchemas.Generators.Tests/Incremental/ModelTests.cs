using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// The generator's state between two runs contains only values: no symbol, no syntax, nothing that keeps a compilation alive.
/// </summary>
public sealed class ModelTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    // The attribute's transform passes on the tree whose settings apply; it runs again after every edit anyway.
    private static readonly string[] Steps =
    [
        StepNames.Declarations,
        StepNames.Schemas,
        StepNames.Records,
        StepNames.MaskedRecords,
        StepNames.Enums,
        StepNames.FileNames,
        StepNames.Handlers,
        StepNames.AllHandlers,
    ];

    public static TheoryData<string> Cases { get; } = new(Snapshot.Cases);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_output_of_a_step_contains_only_values(string name)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (object output in Outputs(name))
        {
            Visit(output, output.GetType().Name, seen);
        }

        Assert.NotEmpty(seen);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_read_of_the_same_text_is_equal(string name)
    {
        object[] first = Outputs(name);
        object[] second = Outputs(name);

        Assert.Equal(first.Length, second.Length);
        Assert.All(first.Zip(second), pair => Assert.True(
            pair.First.Equals(pair.Second)
                && pair.First.GetHashCode() == pair.Second.GetHashCode(), $"{pair.First} is not equal to itself, read again."));
    }

    [Fact]
    public void Types_of_models_can_contain_only_values()
    {
        var seen = new HashSet<Type>();
        foreach (object output in Snapshot.Cases.SelectMany(Outputs))
        {
            Visit(output.GetType(), seen);
        }

        Assert.DoesNotContain(seen, IsForbidden);
        Assert.True(seen.Count(type => type.Assembly.GetName().Name == "EventSchemas.Declarations") > 10, "The models are elsewhere.");
    }

    private static object[] Outputs(string name)
    {
        IReadOnlyDictionary<string, System.Collections.Immutable.ImmutableArray<IncrementalGeneratorRunStep>> tracked =
            GeneratorRun.Of(Snapshot.Of(name).Input).Result.TrackedSteps;
        return [.. Steps.Where(tracked.ContainsKey).SelectMany(step => tracked[step]).SelectMany(step => step.Outputs).Select(
            output => output.Value)];
    }

    private static void Visit(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Assert.False(IsForbidden(value.GetType()), $"{path} is {value.GetType()}.");
        if (value is Array array)
        {
            foreach (object? item in (IEnumerable)array)
            {
                Visit(item, path + "[]", seen);
            }

            return;
        }

        for (Type? type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Fields | BindingFlags.DeclaredOnly))
            {
                Visit(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }

    private static void Visit(Type type, HashSet<Type> seen)
    {
        foreach (Type part in type.GetGenericArguments().Append(type.IsArray ? type.GetElementType()! : type))
        {
            if (part.Namespace == nameof(System) || !seen.Add(part))
            {
                continue;
            }

            IEnumerable<Type> derived = part.Assembly.GetTypes().Where(other => other.BaseType == part);
            foreach (Type next in derived.Concat(part.GetFields(Fields).Select(field => field.FieldType)))
            {
                Visit(next, seen);
            }
        }
    }

    private static bool IsForbidden(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        || type.IsSubclassOf(typeof(Delegate))
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(System.Collections.Immutable.ImmutableArray<>));
}
