using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>An enum: one of a list of symbols.</summary>
public sealed class AvroEnumSchema : AvroNamedSchema
{
    private readonly HashSet<string> _symbols;

    /// <summary>Creates an enum.</summary>
    /// <param name="name">The name without a namespace.</param>
    /// <param name="namespace">The namespace, if any.</param>
    /// <param name="symbols">The symbols; distinct.</param>
    /// <param name="defaultSymbol">The symbol that a reader uses for an unknown symbol, if any.</param>
    /// <param name="doc">The documentation, if any.</param>
    /// <param name="aliases">Former full names.</param>
    /// <param name="properties">Custom properties.</param>
    /// <exception cref="AvroSchemaException">
    /// A name is malformed, a symbol is duplicated, or the default is not one of the symbols.
    /// </exception>
    public AvroEnumSchema(
        string name,
        string? @namespace,
        IReadOnlyList<string> symbols,
        string? defaultSymbol = null,
        string? doc = null,
        IReadOnlyList<string>? aliases = null,
        IReadOnlyList<KeyValuePair<string, AvroJson>>? properties = null)
        : base(AvroSchemaKind.Enum, name, @namespace, doc, aliases, properties)
    {
        Symbols = FrozenList<string>.Of(symbols ?? throw new ArgumentNullException(nameof(symbols)));
        Default = defaultSymbol;
        _symbols = new HashSet<string>(StringComparer.Ordinal);
        foreach (string symbol in Symbols)
        {
            if (!AvroName.IsSimple(symbol))
            {
                throw new AvroSchemaException($"The symbol {AvroName.Explain(symbol)}");
            }

            if (!_symbols.Add(symbol))
            {
                throw new AvroSchemaException($"The enum {FullName} has the symbol {symbol} twice");
            }
        }

        if (defaultSymbol is not null && !_symbols.Contains(defaultSymbol))
        {
            throw new AvroSchemaException($"The default {defaultSymbol} of the enum {FullName} is not among its symbols");
        }
    }

    /// <summary>The symbols in the order of the wire.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>What a reader takes for a symbol that it doesn't know, or <see langword="null"/>.</summary>
    public string? Default { get; }

    /// <summary>Whether it has a symbol.</summary>
    /// <param name="symbol">The symbol.</param>
    public bool Contains(string symbol) => _symbols.Contains(symbol);

    /// <summary>A copy with another name, aliases, symbols and default symbol.</summary>
    internal AvroEnumSchema With(string name, IReadOnlyList<string> aliases, IReadOnlyList<string> symbols, string? defaultSymbol) =>
        new(name, Namespace, symbols, defaultSymbol, Doc, aliases, Properties);
}
