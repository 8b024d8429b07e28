using System;

namespace EventSchemas.Avro;

/// <summary>A text is not an Avro schema, or parts do not make one. The message says what is wrong and where.</summary>
public sealed class AvroSchemaException : Exception
{
    /// <summary>Creates the exception for a place in a text.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column in UTF-16 units, from 1.</param>
    public AvroSchemaException(string problem, int line, int column)
        : base($"{problem} (line {line}, column {column})")
    {
        Problem = problem;
        Line = line;
        Column = column;
    }

    /// <summary>Creates the exception for a schema that was put together in code.</summary>
    /// <param name="problem">What is wrong.</param>
    public AvroSchemaException(string problem)
        : base(problem)
    {
        Problem = problem;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The line, from 1; 0 if there is no text.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 units, from 1; 0 if there is no text.</summary>
    public int Column { get; }
}
