using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace EventSchemas.Analyzers.Tests;

/// <summary>A file whose readers wait until it is released, or until they are cancelled.</summary>
/// <param name="text">Its text.</param>
sealed class BlockedFile(string text) : TextLoader
{
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody reads it.</summary>
    public Task Read => _read.Task;

    /// <summary>Lets its readers go on.</summary>
    public void Release() => _released.TrySetResult();

    public override async Task<TextAndVersion> LoadTextAndVersionAsync(LoadTextOptions options, CancellationToken cancellationToken)
    {
        _read.TrySetResult();
        await _released.Task.WaitAsync(cancellationToken);
        return TextAndVersion.Create(SourceText.From(text), VersionStamp.Default);
    }
}
