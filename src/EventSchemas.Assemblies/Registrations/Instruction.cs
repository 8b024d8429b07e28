using System.Reflection;
using System.Reflection.Emit;

namespace EventSchemas.Assemblies;

/// <summary>An instruction of a method.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Its operand: a token, an index, a number, or the offset that it jumps to.</param>
/// <param name="Targets">The offsets that it may jump to.</param>
readonly record struct Instruction(int Offset, OpCode Code, int Operand, IReadOnlyList<int> Targets)
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The instructions of a method.</summary>
    /// <exception cref="BadImageFormatException">The code is damaged.</exception>
    public static IReadOnlyList<Instruction> Read(byte[] code)
    {
        var instructions = new List<Instruction>();
        try
        {
            for (int next = 0; next < code.Length;)
            {
                instructions.Add(Read(code, ref next));
            }
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or KeyNotFoundException or OverflowException)
        {
            throw new BadImageFormatException("The code of a method is damaged.", e);
        }

        return instructions;
    }

    private static Instruction Read(byte[] code, ref int next)
    {
        int offset = next;
        byte first = code[next++];
        OpCode opCode = Codes[first == TwoBytes ? (short)((first << 8) | code[next++]) : first];
        if (opCode.OperandType == OperandType.InlineSwitch)
        {
            int count = BitConverter.ToInt32(code, next);
            next += 4;
            int end = checked(next + (4 * count));
            if (count < 0 || end > code.Length)
            {
                throw new ArgumentException("A switch has more targets than the method has code.");
            }

            var targets = new int[count];
            for (int i = 0; i < count; i++, next += 4)
            {
                targets[i] = end + BitConverter.ToInt32(code, next);
            }

            return new Instruction(offset, opCode, 0, targets);
        }

        int size = SizeOf(opCode.OperandType);
        int operand = size switch
        {
            1 => opCode.OperandType == OperandType.ShortInlineBrTarget ? (sbyte)code[next] : code[next],
            2 => BitConverter.ToUInt16(code, next),
            4 => BitConverter.ToInt32(code, next),
            _ => 0,
        };
        next += size;
        return opCode.OperandType is OperandType.InlineBrTarget or OperandType.ShortInlineBrTarget
            ? new Instruction(offset, opCode, operand, [next + operand])
            : new Instruction(offset, opCode, operand, []);
    }

    private static int SizeOf(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
