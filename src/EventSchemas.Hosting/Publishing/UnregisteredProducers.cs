using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Hosting;

/// <summary>Services that need the producer of an event that nothing registers: they would fail when they are first used.</summary>
sealed class UnregisteredProducers(IServiceCollection services, IServiceProviderIsService registered)
{
    /// <summary>One message for each such service.</summary>
    public IEnumerable<string> Find()
    {
        foreach (Type type in services.Where(service => !service.IsKeyedService).Select(service => service.ImplementationType)
            .OfType<Type>()
            .Where(type => !type.IsGenericTypeDefinition)
            .Distinct())
        {
            // A constructor that needs no such producer can be used instead.
            Type?[] missing = [.. type.GetConstructors().Select(Missing)];
            if (missing.Length > 0 && Array.TrueForAll(missing, producer => producer is not null))
            {
                yield return $"{type} needs {missing[0]}, which isn't registered: call AddProducer<{EventOf(missing[0]!)!.Name}>() on the "
                    + "builder that AddEventBus returned.";
            }
        }
    }

    private Type? Missing(ConstructorInfo constructor) => constructor.GetParameters()
        .Where(parameter => !parameter.HasDefaultValue)
        .Select(parameter => parameter.ParameterType)
        .FirstOrDefault(type => EventOf(type) is not null && !registered.IsService(type));

    private static Type? EventOf(Type type) => !type.IsInterface ? null : type.GetInterfaces().Prepend(type)
        .FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEventProducer<>))?
        .GetGenericArguments()[0];
}
