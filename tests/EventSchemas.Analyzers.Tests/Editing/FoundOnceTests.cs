using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>What the trials of a light bulb share is found once, and nobody who is cancelled waits for it.</summary>
public sealed class FoundOnceTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private static CancellationToken OfTest => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_for_the_search_of_another_can_be_cancelled()
    {
        var found = new FoundOnce<string, int>();
        using var searching = new SemaphoreSlim(0);
        using var release = new SemaphoreSlim(0);
        Task<int> first = Task.Run(() => found.GetAsync("a", () => Search(searching, release), OfTest), OfTest);
        Assert.True(await searching.WaitAsync(Deadline, OfTest));
        using var closed = new CancellationTokenSource();

        Task<int> second = found.GetAsync("a", () => 2, closed.Token);
        Task<int> third = found.GetAsync("a", () => 3, OfTest);
        Assert.False(second.IsCompleted);
        await closed.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Deadline, OfTest));
        Assert.False(first.IsCompleted || third.IsCompleted);
        release.Release();
        int[] both = await Task.WhenAll(first, third).WaitAsync(Deadline, OfTest);
        Assert.Equal([1, 1], both);
    }

    [Fact]
    public async Task What_a_cancelled_search_did_not_find_is_searched_again()
    {
        var found = new FoundOnce<string, int>();

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => found.GetAsync("a", () => throw new OperationCanceledException(), OfTest));

        Assert.Equal(1, await found.GetAsync("a", () => 1, OfTest));
        Assert.Equal(1, await found.GetAsync("a", () => 2, OfTest));
    }

    private static int Search(SemaphoreSlim searching, SemaphoreSlim release)
    {
        searching.Release();
        return release.Wait(Deadline) ? 1 : 0;
    }
}
