using System.Runtime.InteropServices;
using EventSchemas.Testing;

// Starts the embedded registry and waits for SIGTERM, which a test sends. With the argument "own" it handles the signal itself.
const int handled = 7;

await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync();
var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
using PosixSignalRegistration? own = args is ["own"]
    ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
    {
        context.Cancel = true;
        signal.SetResult();
    })
    : null;
Console.WriteLine("ready");
await signal.Task;
return handled;
