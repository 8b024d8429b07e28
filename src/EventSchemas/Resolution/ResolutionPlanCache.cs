using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>The plans of one event, kept for as long as somebody keeps the writer's schema.</summary>
static class ResolutionPlanCache<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    private static readonly ConditionalWeakTable<AvroSchema, ResolutionPlan> Plans = [];

    public static ResolutionPlan Identity { get; } = ResolutionPlan.CreateIdentity(TEvent.Schema);

    public static ResolutionPlan Get(AvroSchema writer) => Plans.GetValue(writer, ResolutionPlan.Create<TEvent>);
}
