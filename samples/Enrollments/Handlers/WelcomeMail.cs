using EventSchemas;
using EventSchemas.OpenEdx.Learning;

namespace Enrollments;

/// <summary>Composes the welcome mail for a new learner. The sample doesn't send it.</summary>
sealed class WelcomeMail(EnrollmentTally tally) : IEventHandler<CourseEnrollmentCreated>
{
    public Task HandleAsync(CourseEnrollmentCreated value, EventContext context, CancellationToken cancellationToken)
    {
        UserPersonalData learner = value.Enrollment.User.Pii;
        string mail = $"To: {learner.Email}\nDear {learner.Name}, welcome to {value.Enrollment.Course.DisplayName}!";
        tally.Handled(context, value, mail.Length);
        return Task.CompletedTask;
    }
}
