using System.Globalization;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace EventSchemas.Assemblies;

/// <summary>Walks once through the code of a method, from beginning to end, with what is known of the values on its stack.</summary>
/// <param name="modules">The assemblies.</param>
/// <param name="frame">The method, as it was called.</param>
/// <param name="captured">What is known of the variables that lambdas capture.</param>
/// <param name="call">Is told each call: the method, the offset, what is called, and with which arguments.</param>
sealed class CodeWalk(
    CompiledModules modules,
    CodeFrame frame,
    Dictionary<(CompiledModule, FieldDefinitionHandle), CodeValue> captured,
    Action<CodeFrame, int, CalledMethod, IReadOnlyList<CodeValue>> call)
{
    private const string Closure = "<>c__DisplayClass";

    private readonly Dictionary<int, CodeValue[]> _arriving = [];
    private readonly Dictionary<int, CodeValue> _locals = [];
    private List<CodeValue> _stack = [];

    /// <summary>Walks through the instructions.</summary>
    public void Run(IReadOnlyList<Instruction> instructions)
    {
        bool isReached = true;
        foreach (Instruction instruction in instructions)
        {
            if (_arriving.TryGetValue(instruction.Offset, out CodeValue[]? arriving))
            {
                _stack = isReached ? Merge(_stack, arriving) : [.. arriving];
            }
            else if (!isReached)
            {
                _stack = [];
            }

            Step(instruction);
            foreach (int target in instruction.Targets)
            {
                _arriving[target] = _arriving.TryGetValue(target, out CodeValue[]? others) ? [.. Merge(_stack, others)] : [.. _stack];
            }

            isReached = instruction.Code.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw);
        }
    }

    private static List<CodeValue> Merge(IReadOnlyList<CodeValue> one, IReadOnlyList<CodeValue> other) =>
        [.. one.Zip(other, CodeValue.Merge)];

    private void Step(Instruction instruction)
    {
        OpCode code = instruction.Code;
        if (code == OpCodes.Ldstr)
        {
            string text = frame.Module.Metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(instruction.Operand));
            _stack.Add(new ConstantText(text));
        }
        else if (code == OpCodes.Ldnull)
        {
            _stack.Add(CodeValue.Null);
        }
        else if (code == OpCodes.Dup)
        {
            _stack.Add(_stack.Count == 0 ? CodeValue.Unknown : _stack[_stack.Count - 1]);
        }
        else if (code == OpCodes.Ldsfld)
        {
            _stack.Add(CodeValue.Cached);
        }
        else if (code == OpCodes.Ldftn)
        {
            _stack.Add(Called(instruction) is { Module: { } module, Definition: { IsNil: false } method }
                ? new FunctionValue(module, method)
                : CodeValue.Unknown);
        }
        else if (code == OpCodes.Stfld)
        {
            CodeValue value = Pop();
            Pop();
            Capture(instruction, value);
        }
        else if (code == OpCodes.Ldfld)
        {
            Pop();
            _stack.Add(Captured(instruction));
        }
        else if (code == OpCodes.Call || code == OpCodes.Callvirt || code == OpCodes.Newobj)
        {
            StepCall(instruction);
        }
        else if (IndexOf(instruction, "ldarg") is { } argument)
        {
            _stack.Add(argument < frame.Arguments.Length ? frame.Arguments[argument] : CodeValue.Unknown);
        }
        else if (IndexOf(instruction, "stloc") is { } stored)
        {
            // A variable that is written twice isn't constant.
            _locals[stored] = _locals.TryGetValue(stored, out CodeValue? old) ? CodeValue.Merge(old, Pop()) : Pop();
        }
        else if (IndexOf(instruction, "ldloc") is { } loaded)
        {
            _stack.Add(_locals.TryGetValue(loaded, out CodeValue? local) ? local : CodeValue.Unknown);
        }
        else
        {
            StepOther(code);
        }
    }

    private void StepCall(Instruction instruction)
    {
        if (Called(instruction) is not { } method)
        {
            _stack = [];
            return;
        }

        bool isNew = instruction.Code == OpCodes.Newobj;
        int count = method.ArgumentCount - (isNew ? 1 : 0);
        var arguments = new CodeValue[count];
        for (int i = count - 1; i >= 0; i--)
        {
            arguments[i] = Pop();
        }

        if (isNew)
        {
            // A delegate is made of an object and a method.
            _stack.Add(arguments.Length == 2 && arguments[1] is FunctionValue function ? function : CodeValue.Unknown);
            return;
        }

        call(frame, instruction.Offset, method, arguments);
        if (!(method.Signature.ReturnType is { Name: "System.Void" }))
        {
            _stack.Add(CodeValue.Unknown);
        }
    }

    private void StepOther(OpCode code)
    {
        if (code.StackBehaviourPop == StackBehaviour.Varpop)
        {
            _stack = [];
            return;
        }

        for (int i = Values(code.StackBehaviourPop); i > 0; i--)
        {
            Pop();
        }

        for (int i = Values(code.StackBehaviourPush); i > 0; i--)
        {
            _stack.Add(CodeValue.Unknown);
        }
    }

    // The names of the behaviours list the values: Popref_popi_popi8, Push1_push1.
    private static int Values(StackBehaviour behaviour) => behaviour is StackBehaviour.Pop0 or StackBehaviour.Push0
        ? 0
        : behaviour.ToString().Count(c => c == '_') + 1;

    private CalledMethod? Called(Instruction instruction) => CalledMethod.Of(
        modules, frame.Module, (EntityHandle)MetadataTokens.Handle(instruction.Operand), frame.TypeArguments);

    private CodeValue Pop()
    {
        if (_stack.Count == 0)
        {
            return CodeValue.Unknown;
        }

        CodeValue value = _stack[_stack.Count - 1];
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private void Capture(Instruction instruction, CodeValue value)
    {
        if (ClosureField(instruction) is { } field)
        {
            captured[(frame.Module, field)] = captured.TryGetValue((frame.Module, field), out CodeValue? old)
                ? CodeValue.Merge(old, value)
                : value;
        }
    }

    private CodeValue Captured(Instruction instruction) =>
        ClosureField(instruction) is { } field && captured.TryGetValue((frame.Module, field), out CodeValue? value)
            ? value
            : CodeValue.Unknown;

    private FieldDefinitionHandle? ClosureField(Instruction instruction)
    {
        var token = (EntityHandle)MetadataTokens.Handle(instruction.Operand);
        if (token.Kind != HandleKind.FieldDefinition)
        {
            return null;
        }

        MetadataReader metadata = frame.Module.Metadata;
        var field = (FieldDefinitionHandle)token;
        StringHandle type = metadata.GetTypeDefinition(metadata.GetFieldDefinition(field).GetDeclaringType()).Name;
        return metadata.StringComparer.StartsWith(type, Closure) ? field : null;
    }

    // ldarg.0, ldarg.s 4 and ldarg 300 name an argument in three ways.
    private static int? IndexOf(Instruction instruction, string name)
    {
        string text = instruction.Code.Name!;
        if (!text.StartsWith(name, StringComparison.Ordinal))
        {
            return null;
        }

        string rest = text.Substring(name.Length);
        return rest is "" or ".s" ? instruction.Operand
            : int.TryParse(rest.TrimStart('.'), NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index
            : null;
    }
}
