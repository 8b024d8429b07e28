#pragma warning disable CA1002, CA2227 // Apache.Avro puts lists and maps into its records.
namespace EventSchemas.Benchmarks.Apache.Enrolled;

public sealed class CloudEvent() : ApacheRecord("EventSchemas.Benchmarks.Apache.Enrolled.CloudEvent")
{
    public EnrollmentData Data { get; set; } = null!;

    public override object? Get(int fieldPos) => fieldPos switch
    {
        _ => Data,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            default:
                Data = (EnrollmentData)fieldValue!;
                break;
        }
    }
}

public sealed class EnrollmentData() : ApacheRecord("EventSchemas.Benchmarks.Apache.Enrolled.EnrollmentData")
{
    public User User { get; set; } = null!;

    public Course Course { get; set; } = null!;

    public string Mode { get; set; } = "";

    public bool IsActive { get; set; }

    public string CreationDate { get; set; } = "";

    public User? CreatedBy { get; set; }

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => User,
        1 => Course,
        2 => Mode,
        3 => IsActive,
        4 => CreationDate,
        _ => CreatedBy,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                User = (User)fieldValue!;
                break;
            case 1:
                Course = (Course)fieldValue!;
                break;
            case 2:
                Mode = (string)fieldValue!;
                break;
            case 3:
                IsActive = (bool)fieldValue!;
                break;
            case 4:
                CreationDate = (string)fieldValue!;
                break;
            default:
                CreatedBy = (User?)fieldValue;
                break;
        }
    }
}

public sealed class User() : ApacheRecord("EventSchemas.Benchmarks.Apache.Enrolled.User")
{
    public long Id { get; set; }

    public bool IsActive { get; set; }

    public PersonalData Pii { get; set; } = null!;

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => Id,
        1 => IsActive,
        _ => Pii,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Id = (long)fieldValue!;
                break;
            case 1:
                IsActive = (bool)fieldValue!;
                break;
            default:
                Pii = (PersonalData)fieldValue!;
                break;
        }
    }
}

public sealed class PersonalData() : ApacheRecord("EventSchemas.Benchmarks.Apache.Enrolled.PersonalData")
{
    public string Username { get; set; } = "";

    public string Email { get; set; } = "";

    public string Name { get; set; } = "";

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => Username,
        1 => Email,
        _ => Name,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                Username = (string)fieldValue!;
                break;
            case 1:
                Email = (string)fieldValue!;
                break;
            default:
                Name = (string)fieldValue!;
                break;
        }
    }
}

public sealed class Course() : ApacheRecord("EventSchemas.Benchmarks.Apache.Enrolled.Course")
{
    public string CourseKey { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string? Start { get; set; }

    public string? End { get; set; }

    public override object? Get(int fieldPos) => fieldPos switch
    {
        0 => CourseKey,
        1 => DisplayName,
        2 => Start,
        _ => End,
    };

    public override void Put(int fieldPos, object? fieldValue)
    {
        switch (fieldPos)
        {
            case 0:
                CourseKey = (string)fieldValue!;
                break;
            case 1:
                DisplayName = (string)fieldValue!;
                break;
            case 2:
                Start = (string?)fieldValue;
                break;
            default:
                End = (string?)fieldValue;
                break;
        }
    }
}
