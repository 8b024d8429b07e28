using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace EventSchemas.Assemblies;

/// <summary>
/// Finds the producers and handlers that code registers, by following constants and delegates through it: from
/// <c>AddConsumerGroup("mail", …, group => …)</c> into the lambda, and from there into generated and other methods that take the group.
/// </summary>
sealed class RegistrationFinder(CompiledModules modules)
{
    private const string Builder = "EventSchemas.Kafka.EventBusBuilder";
    private const string Group = "EventSchemas.IConsumerGroupBuilder";
    private const int MaxDepth = 16;
    private const int MaxFrames = 100_000;

    private readonly HashSet<FoundProducer> _producers = [];
    private readonly HashSet<FoundHandler> _handlers = [];
    private readonly Dictionary<(CompiledModule, FieldDefinitionHandle), CodeValue> _captured = [];
    private int _frames;

    /// <summary>The registrations of the assembly.</summary>
    /// <exception cref="BadImageFormatException">The code of a method is damaged.</exception>
    public Registrations Find()
    {
        CompiledModule main = modules.Main;
        if (!KnowsBuilders(main))
        {
            return new Registrations([], []);
        }

        // A generated method registers something only where a person's code calls it.
        foreach (MethodDefinitionHandle method in main.Metadata.MethodDefinitions.Where(method => !main.IsGenerated(method)))
        {
            Follow(new CodeFrame(main, method, Arguments: [], TypeArguments: [], IsInGroup: false, GroupName: null, Caller: null));
        }

        // A method that takes a group is followed on its own too; what was found with its group counts.
        ILookup<object, FoundHandler> grouped = _handlers.Where(one => one.IsInGroup).ToLookup(one => one.Site);
        return new Registrations(
            [.. _producers.Select(one => new ProducerRegistration(one.Record, one.Place)).Distinct()],
            [
                .. _handlers.Where(one => one.IsInGroup || !grouped.Contains(one.Site))
                    .Select(one => new HandlerRegistration(one.GroupName, one.Name, one.Kind, one.Record, one.Handler, one.Place)
                    {
                        HasList = one.HasList,
                    })
                    .Distinct(),
            ]);
    }

    private static bool KnowsBuilders(CompiledModule module) => module.Metadata.TypeReferences.Any(handle =>
    {
        TypeReference type = module.Metadata.GetTypeReference(handle);
        string name = $"{module.Metadata.GetString(type.Namespace)}.{module.Metadata.GetString(type.Name)}";
        return name is Builder or Group;
    });

    private void Follow(CodeFrame frame)
    {
        if (frame.Depth > MaxDepth || frame.IsRepeated || ++_frames > MaxFrames || frame.Module.CodeOf(frame.Method) is not { } code)
        {
            return;
        }

        new CodeWalk(modules, frame, _captured, Call).Run(Instruction.Read(code));
    }

    private void Call(CodeFrame frame, int offset, CalledMethod method, IReadOnlyList<CodeValue> arguments)
    {
        switch (method.Type?.Name, method.Name)
        {
            case (Builder, "AddConsumerGroup"):
                if (arguments.OfType<FunctionValue>().LastOrDefault() is { } configure)
                {
                    FollowGroup(frame, offset, configure, (arguments[1] as ConstantText)?.Text);
                }

                break;
            case (Builder, "AddProducer"):
                // Code that is generic itself registers nothing yet.
                if (method.TypeArguments.FirstOrDefault() is { } produced)
                {
                    _producers.Add(new FoundProducer(produced, frame.PlaceOf(offset)));
                }

                break;
            case (Builder, "AddProducers"):
                _producers.Add(new FoundProducer(null, frame.PlaceOf(offset)));
                break;
            case (Group, "Handle"):
                AddHandler(frame, offset, method, arguments, HandlerKind.Event);
                break;
            case (Group, "HandleBatch"):
                AddHandler(frame, offset, method, arguments, HandlerKind.Batch);
                break;
            case (Group, "HandleAny"):
                AddHandler(frame, offset, method, arguments, HandlerKind.Any);
                break;
            default:
                if (method.Module is not null
                    && !method.Definition.IsNil
                    && method.Signature.ParameterTypes.Any(type => type?.Name is Builder or Group))
                {
                    Follow(frame.Calling(offset, method.Module, method.Definition, [.. arguments], method.TypeArguments));
                }

                break;
        }
    }

    private void FollowGroup(CodeFrame frame, int offset, FunctionValue configure, string? name)
    {
        MethodDefinition method = configure.Module.Metadata.GetMethodDefinition(configure.Method);
        int count = method.DecodeSignature(new CodeTypeNames(configure.Module, []), null).ParameterTypes.Length
            + ((method.Attributes & System.Reflection.MethodAttributes.Static) == 0 ? 1 : 0);
        CodeFrame called = frame.Calling(
            offset, configure.Module, configure.Method, [.. Enumerable.Repeat(CodeValue.Unknown, count)], frame.TypeArguments);
        Follow(called with { IsInGroup = true, GroupName = name });
    }

    private void AddHandler(
        CodeFrame frame, int offset, CalledMethod method, IReadOnlyList<CodeValue> arguments, HandlerKind kind)
    {
        CodeType? record = kind == HandlerKind.Any ? null : method.TypeArguments.FirstOrDefault();
        if (method.TypeArguments.LastOrDefault() is not { } handler || (record is null && kind != HandlerKind.Any))
        {
            return;
        }

        string? name = (arguments[1] as ConstantText)?.Text;
        (CodeFrame written, int at) = frame.WrittenAt(offset) ?? (frame, offset);
        object site = (written.Module, written.Method, at, record, handler);
        _handlers.Add(new FoundHandler(site, frame.IsInGroup, frame.GroupName, name, kind, record, handler.Name, frame.PlaceOf(offset))
        {
            HasList = kind == HandlerKind.Any && arguments[2] != CodeValue.Null,
        });
    }

    private sealed record FoundProducer(CodeType? Record, CodePlace? Place);

    private sealed record FoundHandler(
        object Site,
        bool IsInGroup,
        string? GroupName,
        string? Name,
        HandlerKind Kind,
        CodeType? Record,
        string Handler,
        CodePlace? Place)
    {
        public bool HasList { get; init; }
    }
}

/// <summary>What code registers.</summary>
sealed record Registrations(IReadOnlyList<ProducerRegistration> Producers, IReadOnlyList<HandlerRegistration> Handlers);

/// <summary>A producer that code registers; the record is null where it isn't known from the code.</summary>
sealed record ProducerRegistration(CodeType? Record, CodePlace? Place);

/// <summary>A handler that code registers; what isn't a constant in the code is null.</summary>
sealed record HandlerRegistration(
    string? Group, string? Name, HandlerKind Kind, CodeType? Record, string Handler, CodePlace? Place)
{
    /// <summary>Whether a handler of any event gets those of a list only.</summary>
    public bool HasList { get; init; }
}

/// <summary>A method that is followed, as it was called.</summary>
/// <param name="Module">The assembly that defines it.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">What is known of its arguments; none where nobody called it.</param>
/// <param name="TypeArguments">What its type parameters stand for.</param>
/// <param name="IsInGroup">Whether it is called while a consumer group is configured.</param>
/// <param name="GroupName">The group's name; null where it isn't constant.</param>
/// <param name="Caller">The method that calls it, and where.</param>
sealed record CodeFrame(
    CompiledModule Module,
    MethodDefinitionHandle Method,
    ImmutableArray<CodeValue> Arguments,
    ImmutableArray<CodeType?> TypeArguments,
    bool IsInGroup,
    string? GroupName,
    (CodeFrame Frame, int Offset)? Caller)
{
    /// <summary>The number of methods around it.</summary>
    public int Depth => Caller is { } caller ? caller.Frame.Depth + 1 : 0;

    /// <summary>Whether the method is being followed already.</summary>
    public bool IsRepeated
    {
        get
        {
            for (CodeFrame? frame = Caller?.Frame; frame is not null; frame = frame.Caller?.Frame)
            {
                if (frame.Module == Module && frame.Method == Method)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A method that this one calls.</summary>
    public CodeFrame Calling(
        int offset,
        CompiledModule module,
        MethodDefinitionHandle method,
        ImmutableArray<CodeValue> arguments,
        ImmutableArray<CodeType?> typeArguments) =>
        new(module, method, arguments, typeArguments, IsInGroup, GroupName, (this, offset));

    /// <summary>Where a person wrote what leads to an instruction; null where that isn't known.</summary>
    public CodePlace? PlaceOf(int offset) =>
        WrittenAt(offset) is { } found ? found.Frame.Module.PlaceOf(found.Frame.Method, found.Offset) : null;

    /// <summary>The instruction that a person wrote: not in code that a tool wrote, nor in another assembly.</summary>
    public (CodeFrame Frame, int Offset)? WrittenAt(int offset)
    {
        (CodeFrame Frame, int Offset)? place = (this, offset);
        while (place is { } one && (one.Frame.Module.IsGenerated(one.Frame.Method) || one.Frame.Module != Root.Module))
        {
            place = one.Frame.Caller;
        }

        return place;
    }

    private CodeFrame Root => Caller is { } caller ? caller.Frame.Root : this;
}
