using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas.Benchmarks;

/// <summary>The handwritten codec of the enrollment payload.</summary>
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
            HandReader.String(data, ref position),
            HandReader.String(data, ref position),
            ReadOptional(data, ref position) ? HandReader.DateTime(data, ref position) : null,
            ReadOptional(data, ref position) ? HandReader.DateTime(data, ref position) : null);
        var value = new Enrollment(new EnrollmentData(
            user,
            course,
            HandReader.String(data, ref position),
            HandReader.Boolean(data, ref position),
            HandReader.DateTime(data, ref position),
            ReadOptional(data, ref position) ? ReadUser(data, ref position) : null));
        return position == data.Length ? value : throw new InvalidDataException("trailing bytes");
    }

    private static User ReadUser(ReadOnlySpan<byte> data, ref int position) => new(
        HandReader.Long(data, ref position),
        HandReader.Boolean(data, ref position),
        new PersonalData(
                HandReader.String(data, ref position), HandReader.String(data, ref position), HandReader.String(data, ref position)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool ReadOptional(ReadOnlySpan<byte> data, ref int position) => HandReader.Long(data, ref position) switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("not a branch"),
    };

    private static int Bound(Enrollment value)
    {
        EnrollmentData data = value.Data;
        int texts = data.Course.CourseKey.Length + data.Course.DisplayName.Length + data.Mode.Length;
        return 16 + (4 * DateTimeBound) + (3 * texts) + Bound(data.User) + (data.CreatedBy is { } by ? Bound(by) : 0);
    }

    private static int Bound(User value) => 26 + (3 * (value.Pii.Username.Length + value.Pii.Email.Length + value.Pii.Name.Length));

    private static int Put(Enrollment value, ref byte start)
    {
        EnrollmentData data = value.Data;
        ref byte at = ref Put(ref start, data.User);
        at = ref HandWriter.String(ref at, data.Course.CourseKey);
        at = ref HandWriter.String(ref at, data.Course.DisplayName);
        at = ref Put(ref at, data.Course.Start);
        at = ref Put(ref at, data.Course.End);
        at = ref HandWriter.String(ref at, data.Mode);
        at = ref HandWriter.Byte(ref at, data.IsActive ? (byte)1 : (byte)0);
        at = ref HandWriter.DateTime(ref at, data.CreationDate);
        if (data.CreatedBy is { } by)
        {
            at = ref HandWriter.Byte(ref at, 2);
            at = ref Put(ref at, by);
        }
        else
        {
            at = ref HandWriter.Byte(ref at, 0);
        }

        return (int)Unsafe.ByteOffset(ref start, ref at);
    }

    private static ref byte Put(ref byte at, User value)
    {
        at = ref HandWriter.Long(ref at, value.Id);
        at = ref HandWriter.Byte(ref at, value.IsActive ? (byte)1 : (byte)0);
        at = ref HandWriter.String(ref at, value.Pii.Username);
        at = ref HandWriter.String(ref at, value.Pii.Email);
        return ref HandWriter.String(ref at, value.Pii.Name);
    }

    private static ref byte Put(ref byte at, DateTimeOffset? value)
    {
        if (value is null)
        {
            return ref HandWriter.Byte(ref at, 0);
        }

        at = ref HandWriter.Byte(ref at, 2);
        return ref HandWriter.DateTime(ref at, value.GetValueOrDefault());
    }
}
