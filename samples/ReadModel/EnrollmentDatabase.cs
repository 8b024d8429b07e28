using EventSchemas.OpenEdx.Learning;
using Microsoft.Data.Sqlite;

namespace ReadModel;

/// <summary>The read model: who is enrolled in which course, in a SQLite file.</summary>
/// <param name="path">The file; it is created where there is none.</param>
sealed class EnrollmentDatabase(string path)
{
    private const int ConstraintFailed = 19;

    // A database that is locked for longer is the bus's to wait for, not a thread's.
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 1 }.ToString();

    /// <summary>Creates the tables. Names of more than 40 characters don't fit, which is the mistake that the sample mends.</summary>
    public void Create() => Execute(
        """
        PRAGMA journal_mode = WAL;
        CREATE TABLE IF NOT EXISTS enrollment (
            user_id INTEGER NOT NULL,
            course TEXT NOT NULL,
            learner TEXT NOT NULL CHECK (length(learner) <= 40),
            mode TEXT NOT NULL,
            is_active INTEGER NOT NULL,
            PRIMARY KEY (user_id, course));
        CREATE TABLE IF NOT EXISTS handled_event (handler TEXT NOT NULL, event_id TEXT NOT NULL, PRIMARY KEY (handler, event_id));
        """);

    /// <summary>Lets names have any length. SQLite can't change a constraint, so the table is written anew.</summary>
    public void AllowLongNames() => Execute(
        """
        BEGIN IMMEDIATE;
        CREATE TABLE enrollment_new (
            user_id INTEGER NOT NULL,
            course TEXT NOT NULL,
            learner TEXT NOT NULL,
            mode TEXT NOT NULL,
            is_active INTEGER NOT NULL,
            PRIMARY KEY (user_id, course));
        INSERT INTO enrollment_new SELECT user_id, course, learner, mode, is_active FROM enrollment;
        DROP TABLE enrollment;
        ALTER TABLE enrollment_new RENAME TO enrollment;
        COMMIT;
        """);

    /// <summary>
    /// Stores an enrollment together with the id of its event, so that an event that is delivered again changes nothing.
    /// </summary>
    /// <returns>False where the event was handled before.</returns>
    /// <exception cref="RefusedException">The database doesn't take the data: no other attempt can help.</exception>
    /// <exception cref="BusyException">Another connection holds the database.</exception>
    public async Task<bool> StoreAsync(
        string handler, Guid eventId, CourseEnrollmentData enrollment, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(_connection);
            await connection.OpenAsync(cancellationToken);
            await ExecuteAsync(connection, "PRAGMA synchronous = NORMAL", cancellationToken);
            await using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
            bool isNew = await ExecuteAsync(
                connection,
                "INSERT OR IGNORE INTO handled_event VALUES ($handler, $event)",
                cancellationToken,
                ("$handler", handler),
                ("$event", eventId.ToString())) == 1;
            if (isNew)
            {
                await ExecuteAsync(
                    connection,
                    "INSERT OR REPLACE INTO enrollment VALUES ($user, $course, $learner, $mode, $active)",
                    cancellationToken,
                    ("$user", enrollment.User.Id),
                    ("$course", enrollment.Course.CourseKey.ToString()),
                    ("$learner", enrollment.User.Pii.Name),
                    ("$mode", enrollment.Mode),
                    ("$active", enrollment.IsActive));
            }

            await transaction.CommitAsync(cancellationToken);
            return isNew;
        }
        catch (SqliteException e)
        {
            throw e.SqliteErrorCode == ConstraintFailed
                ? new RefusedException(e.Message, e)
                : new BusyException(e.Message, e);
        }
    }

    /// <summary>Holds the database, as a report or a back-up would, until the result is disposed.</summary>
    public IDisposable Hold()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.BeginTransaction(deferred: false);
        return connection;
    }

    /// <summary>How many enrollments are stored.</summary>
    public long Count()
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM enrollment";
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<int> ExecuteAsync(
        SqliteConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object Value)[] values)
    {
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>The database doesn't take the data.</summary>
sealed class RefusedException(string message, Exception cause) : Exception(message, cause);

/// <summary>The database can't be used for now.</summary>
sealed class BusyException(string message, Exception cause) : Exception(message, cause);
