global using EventSchemas.OpenEdx;

public interface IMailer
{
    Task WelcomeAsync(string email, CourseKey course, CancellationToken cancellationToken);
}
