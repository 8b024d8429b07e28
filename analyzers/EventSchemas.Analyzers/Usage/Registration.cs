using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>A call that registers a handler or a consumer group.</summary>
/// <param name="Kind">What it registers.</param>
/// <param name="Call">The call.</param>
/// <param name="Builder">
/// Where the builder that it is called on comes from: the declaration of a variable, or the call that made it.
/// </param>
/// <param name="Name">The name that it gives, where that is a constant.</param>
/// <param name="Handler">The handler's class.</param>
sealed record Registration(RegistrationKind Kind, IInvocationOperation Call, SyntaxNode Builder, string? Name, ITypeSymbol? Handler)
{
    private const string Handle = "Handle";
    private const string On = "On";
    private const string AddConsumerGroup = "AddConsumerGroup";
    private const string NameParameter = "name";

    /// <summary>The registration that a call makes; null where it makes none, or where its receiver isn't known.</summary>
    public static Registration? Of(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        RegistrationKind? kind = method.Name switch
        {
            Handle when IsGroupBuilder(method.ContainingType) && method.TypeArguments.Length == 2 => RegistrationKind.Handler,
            AddConsumerGroup when IsBusBuilder(method.ContainingType) => RegistrationKind.Group,
            WellKnownNames.AddDiscoveredHandlers when ExtendsGroupBuilder(method) => RegistrationKind.DiscoveredHandlers,
            _ when method.Name.StartsWith(On, StringComparison.Ordinal)
                && method.TypeArguments.Length == 1
                && ExtendsGroupBuilder(method) => RegistrationKind.Handler,
            _ => null,
        };
        if (kind is not { } known || Receiver(call) is not { } receiver || Origin(receiver) is not { } builder)
        {
            return null;
        }

        ITypeSymbol? handler = known == RegistrationKind.Handler ? method.TypeArguments[method.TypeArguments.Length - 1] : null;
        return new Registration(
            known,
            call,
            builder,
            Argument(call)?.Value.ConstantValue is { HasValue: true, Value: string name } ? name : null,
            handler);
    }

    /// <summary>Where the name is; the call where it has none.</summary>
    public Location NamePlace() => (Argument(Call)?.Value.Syntax ?? Call.Syntax).GetLocation();

    /// <summary>Where the handler's class is named.</summary>
    public Location HandlerPlace() =>
        ((Call.Syntax as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } => generic.TypeArgumentList.Arguments.Last(),
            GenericNameSyntax generic => generic.TypeArgumentList.Arguments.Last(),
            _ => Call.Syntax,
        }).GetLocation();

    /// <summary>Whether another registration, which is further down, runs only after this one has run.</summary>
    public bool RunsBefore(Registration other)
    {
        IOperation? region = Region(Call);
        for (IOperation? current = other.Call; current is not null; current = current.Parent)
        {
            if (current == region)
            {
                return true;
            }
        }

        return region is null;
    }

    // The nearest part around an operation that runs only sometimes.
    private static IOperation? Region(IOperation operation)
    {
        for (IOperation current = operation; current.Parent is { } parent; current = parent)
        {
            bool isOptional = parent is ISwitchCaseOperation or ISwitchExpressionArmOperation or ICatchClauseOperation
                    or IAnonymousFunctionOperation or ILocalFunctionOperation
                || (parent is IConditionalOperation condition && current != condition.Condition)
                || (parent is IConditionalAccessOperation access && current == access.WhenNotNull);
            if (isOptional)
            {
                return current;
            }
        }

        return null;
    }

    private static IArgumentOperation? Argument(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(
            argument => argument.Parameter is { Name: NameParameter, Type.SpecialType: SpecialType.System_String });

    private static IOperation? Receiver(IInvocationOperation call) =>
        !call.TargetMethod.IsExtensionMethod
            ? call.Instance
            : call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    // Builders return themselves, so a chain of calls is about the builder that it begins with.
    private static SyntaxNode? Origin(IOperation builder)
    {
        while (true)
        {
            switch (builder)
            {
                case IConversionOperation conversion:
                    builder = conversion.Operand;
                    break;
                case IInvocationOperation call when Receiver(call) is { Type: INamedTypeSymbol type } receiver
                    && (IsGroupBuilder(type) || IsBusBuilder(type)):
                    builder = receiver;
                    break;
                case IInvocationOperation call:
                    return call.Syntax;
                case IParameterReferenceOperation parameter:
                    return Declaration(parameter.Parameter);
                case ILocalReferenceOperation local:
                    return Declaration(local.Local);
                case IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field:
                    return Declaration(field.Field);
                default:
                    return null;
            }
        }
    }

    private static SyntaxNode? Declaration(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static bool ExtendsGroupBuilder(IMethodSymbol method) =>
        method is { IsExtensionMethod: true, Parameters.Length: > 0 } && IsGroupBuilder(method.Parameters[0].Type as INamedTypeSymbol);

    private static bool IsGroupBuilder(INamedTypeSymbol? type) =>
        type is not null && type.IsOurs(WellKnownNames.ConsumerGroupBuilderInterface);

    private static bool IsBusBuilder(INamedTypeSymbol type) => type.Is(WellKnownNames.KafkaNamespace, WellKnownNames.EventBusBuilder);
}

/// <summary>What a call registers.</summary>
enum RegistrationKind
{
    /// <summary>One handler in a consumer group.</summary>
    Handler,

    /// <summary>All handlers of the assembly in a consumer group.</summary>
    DiscoveredHandlers,

    /// <summary>A consumer group.</summary>
    Group,
}
