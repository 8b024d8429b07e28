using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas.Benchmarks;

/// <summary>The enrollment by hand.</summary>
static class HandEnrollment
{
    private const int DateTimeBound = 1 + IsoDateTime.MaxLength;

    [ThreadStatic]
    private static byte[]? _scratch;

    public static byte[] Write(Enrollment value)
    {
        byte[] scratch = HandScratch.Of(ref _scratch, Bound(value));
        return scratch.AsSpan(0, Put(value, ref scratch[0])).ToArray();
    }

    public static int Write(Enrollment value, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Bound(value), destination.Length);
        return Put(value, ref MemoryMarshal.GetReference(destination));
    }

    public static Enrollment Read(ReadOnlySpan<byte> data)
    {
        int position = 0;
        User user = ReadUser(data, ref position);
        var course = new Course(
            HandTake.String(data, ref position),
            HandTake.String(data, ref position),
            ReadOptional(data, ref position) ? HandTake.DateTime(data, ref position) : null,
            ReadOptional(data, ref position) ? HandTake.DateTime(data, ref position) : null);
        var value = new Enrollment(new EnrollmentData(
            user,
            course,
            HandTake.String(data, ref position),
            HandTake.Boolean(data, ref position),
            HandTake.DateTime(data, ref position),
            ReadOptional(data, ref position) ? ReadUser(data, ref position) : null));
        return position == data.Length ? value : throw new InvalidDataException("trailing bytes");
    }

    private static User ReadUser(ReadOnlySpan<byte> data, ref int position) => new(
        HandTake.Long(data, ref position),
        HandTake.Boolean(data, ref position),
        new PersonalData(HandTake.String(data, ref position), HandTake.String(data, ref position), HandTake.String(data, ref position)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ReadOptional(ReadOnlySpan<byte> data, ref int position) => HandTake.Long(data, ref position) switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("not a branch"),
    };

    private static int Bound(Enrollment value)
    {
        EnrollmentData data = value.Data;
        return 16 + (4 * DateTimeBound) + (3 * (data.Course.CourseKey.Length + data.Course.DisplayName.Length + data.Mode.Length)) + Bound(data.User) + (data.CreatedBy is { } by ? Bound(by) : 0);
    }

    private static int Bound(User value) => 26 + (3 * (value.Pii.Username.Length + value.Pii.Email.Length + value.Pii.Name.Length));

    private static int Put(Enrollment value, ref byte start)
    {
        EnrollmentData data = value.Data;
        ref byte at = ref Put(ref start, data.User);
        at = ref HandPut.String(ref at, data.Course.CourseKey);
        at = ref HandPut.String(ref at, data.Course.DisplayName);
        at = ref Put(ref at, data.Course.Start);
        at = ref Put(ref at, data.Course.End);
        at = ref HandPut.String(ref at, data.Mode);
        at = ref HandPut.Byte(ref at, data.IsActive ? (byte)1 : (byte)0);
        at = ref HandPut.DateTime(ref at, data.CreationDate);
        if (data.CreatedBy is { } by)
        {
            at = ref HandPut.Byte(ref at, 2);
            at = ref Put(ref at, by);
        }
        else
        {
            at = ref HandPut.Byte(ref at, 0);
        }

        return (int)Unsafe.ByteOffset(ref start, ref at);
    }

    private static ref byte Put(ref byte at, User value)
    {
        at = ref HandPut.Long(ref at, value.Id);
        at = ref HandPut.Byte(ref at, value.IsActive ? (byte)1 : (byte)0);
        at = ref HandPut.String(ref at, value.Pii.Username);
        at = ref HandPut.String(ref at, value.Pii.Email);
        return ref HandPut.String(ref at, value.Pii.Name);
    }

    private static ref byte Put(ref byte at, DateTimeOffset? value)
    {
        if (value is null)
        {
            return ref HandPut.Byte(ref at, 0);
        }

        at = ref HandPut.Byte(ref at, 2);
        return ref HandPut.DateTime(ref at, value.GetValueOrDefault());
    }
}
