using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Hosting;

/// <summary>Services that need the producer of an event that nothing registers: they would fail when they are first used.</summary>
sealed class UnregisteredProducers(IServiceCollection services, IServiceProviderIsService registered)
{
    /// <summary>One message for each such service.</summary>
    public IEnumerable<string> Find()
    {
        HashSet<Type> seen = [];
        foreach (ServiceDescriptor service in services.Where(service => !service.IsKeyedService))
        {
            if (service.ImplementationType is not { IsGenericTypeDefinition: false } || !seen.Add(service.ImplementationType))
            {
                continue;
            }

            // Of the descriptor itself, which says to a trimmer that they are needed.
            ConstructorInfo[] constructors = service.ImplementationType.GetConstructors();

            // A constructor that needs no such producer can be used instead.
            Type?[] missing = [.. constructors.Select(Missing)];
            if (missing.Length > 0 && Array.TrueForAll(missing, producer => producer is not null))
            {
                yield return $"{service.ImplementationType} needs {missing[0]}, which isn't registered: call "
                    + $"AddProducer<{EventOf(missing[0]!)!.Name}>() on the builder that AddEventBus returned.";
            }
        }
    }

    private Type? Missing(ConstructorInfo constructor) => constructor.GetParameters()
        .Where(parameter => !parameter.HasDefaultValue)
        .Select(parameter => parameter.ParameterType)
        .FirstOrDefault(type => EventOf(type) is not null && !registered.IsService(type));

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "The interface of a producer that code publishes with is there.")]
    private static Type? EventOf(Type type) => !type.IsInterface ? null : type.GetInterfaces().Prepend(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEventProducer<>))?
        .GetGenericArguments()[0];
}
