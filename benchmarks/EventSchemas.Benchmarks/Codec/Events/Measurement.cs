using MemoryPack;

namespace EventSchemas.Benchmarks;

/// <summary>The flat payload: six members.</summary>
[OpenEdxEvent("org.example.measurement.taken.v1", StableBecause = "It is only measured with.")]
[MemoryPackable]
public sealed partial record Measurement(string Sensor, long Sequence, double Value, int Quality, bool IsFinal, string Unit = "°C");
