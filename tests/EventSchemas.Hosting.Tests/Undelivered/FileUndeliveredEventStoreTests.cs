namespace EventSchemas.Hosting.Tests;

public sealed class FileUndeliveredEventStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eventschemas-undelivered").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_kept_is_read_in_order_by_the_next_process()
    {
        await FillAsync(_folder, 3);

        using FileUndeliveredEventStore store = await OpenAsync(_folder);

        Assert.Equal(3, store.Count);
        IReadOnlyList<StoredEvent> read = await store.ReadAsync(0, 10, Token);
        Assert.Equal(["0", "1", "2"], read.Select(one => Name(one.Event)));
        UndeliveredEvent first = read[0].Event;
        Assert.Equal(("type", new EventKeyDescriptor("a.name", "string"), "{}"), (first.EventType, first.KeyMember, first.Schema));
        Assert.Equal(["t1", "t2"], first.Topics);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), first.Time);
        Assert.Equal([7], first.Key!);
    }

    [Fact]
    public async Task Conventions_host_mark_and_the_format_of_the_key_are_kept()
    {
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            await AppendAsync(store, "0");
            UndeliveredEvent first = (await store.ReadAsync(0, 1, Token))[0].Event;
            await store.AppendAsync(
                first with
                {
                    KeyFormat = EventKeyFormat.Long,
                    Conventions = EventConventions.CloudEvents,
                    SourceHost = "elsewhere",
                    IsReplay = true,
                },
                Token);
        }

        using FileUndeliveredEventStore next = await OpenAsync(_folder);
        Assert.Equal(
            [(EventKeyFormat.Avro, EventConventions.OpenEdx), (EventKeyFormat.Long, EventConventions.CloudEvents)],
            (await next.ReadAsync(0, 10, Token)).Select(one => (one.Event.KeyFormat, one.Event.Conventions)));
        Assert.Equal(
            [(null, false), ("elsewhere", true)],
            (await next.ReadAsync(0, 10, Token)).Select(one => (one.Event.SourceHost, one.Event.IsReplay)));
    }

    [Fact]
    public async Task The_subject_and_the_extensions_are_kept()
    {
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            await AppendAsync(store, "0");
            UndeliveredEvent first = (await store.ReadAsync(0, 1, Token))[0].Event;
            await store.AppendAsync(
                first with { Subject = "a \u6771", Extensions = new Dictionary<string, string> { ["b"] = "", ["a"] = "\u00e9" } }, Token);
        }

        using FileUndeliveredEventStore next = await OpenAsync(_folder);
        UndeliveredEvent[] read = [.. (await next.ReadAsync(0, 10, Token)).Select(one => one.Event)];
        Assert.Equal([null, "a \u6771"], read.Select(one => one.Subject));
        Assert.Empty(read[0].Extensions);
        Assert.Equal([new("a", "\u00e9"), new("b", "")], read[1].Extensions);
    }

    [Fact]
    public async Task The_metadata_of_an_event_that_is_passed_on_are_kept()
    {
        UndeliveredEvent given;
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            await AppendAsync(store, "0");
            given = (await store.ReadAsync(0, 1, Token))[0].Event;
            given = given with
            {
                Metadata = new EventMetadata
                {
                    EventType = given.EventType,
                    Id = given.Id,
                    Time = given.Time,
                    Source = "openedx/\u6771/web",
                    SourceHost = "",
                    SourceLibrary = "9.20.0",
                    MinorVersion = 3,
                },
            };
            await store.AppendAsync(given, Token);
        }

        using FileUndeliveredEventStore next = await OpenAsync(_folder);
        Assert.Equal([null, given.Metadata], (await next.ReadAsync(0, 10, Token)).Select(one => one.Event.Metadata));
    }

    [Fact]
    public void What_earlier_versions_have_stored_is_read_with_what_they_knew()
    {
        byte[] record = UndeliveredRecord.OfStored(1, new UndeliveredEvent
        {
            EventType = "type",
            Id = Guid.NewGuid(),
            Time = DateTimeOffset.UnixEpoch,
            Topics = [],
            Schema = "{}",
            Value = [5],
            KeyFormat = EventKeyFormat.Text,
            Conventions = EventConventions.CloudEvents,
            IsReplay = true,
        });

        // An event without metadata has a byte for it; without a subject and extensions five, and two for no host and the mark.
        UndeliveredEvent first = UndeliveredRecord.Read(record[UndeliveredRecord.HeaderLength..^10]).Event;
        UndeliveredEvent second = UndeliveredRecord.Read(record[UndeliveredRecord.HeaderLength..^8]).Event;
        UndeliveredEvent third = UndeliveredRecord.Read(record[UndeliveredRecord.HeaderLength..^6]).Event;
        UndeliveredEvent fourth = UndeliveredRecord.Read(record[UndeliveredRecord.HeaderLength..^1]).Event;

        Assert.Equal((EventKeyFormat.Avro, EventConventions.OpenEdx), (first.KeyFormat, first.Conventions));
        Assert.Equal([5], first.Value!);
        Assert.Equal((EventKeyFormat.Text, EventConventions.CloudEvents), (second.KeyFormat, second.Conventions));
        Assert.Equal((null, false), (second.SourceHost, second.IsReplay));
        Assert.Equal((true, null, 0), (third.IsReplay, third.Subject, third.Extensions.Count));
        Assert.Equal((true, null), (fourth.IsReplay, fourth.Metadata));
    }

    [Fact]
    public async Task What_was_removed_stays_removed_and_its_files_go()
    {
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            long[] places = [await AppendAsync(store, "0"), await AppendAsync(store, "1")];
            await store.RemoveAsync(places[0], Token);
        }

        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            StoredEvent left = Assert.Single(await store.ReadAsync(0, 10, Token));
            Assert.Equal("1", Name(left.Event));
            Assert.True(await AppendAsync(store, "2") > left.Place);
            foreach (StoredEvent stored in await store.ReadAsync(0, 10, Token))
            {
                await store.RemoveAsync(stored.Place, Token);
            }
        }

        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            Assert.Equal(0, store.Count);
            Assert.Empty(Directory.GetFiles(_folder, "*.segment"));
        }
    }

    [Fact]
    public async Task A_process_that_is_killed_at_any_byte_loses_nothing_that_was_acknowledged()
    {
        await FillAsync(_folder, 3);
        string segment = Assert.Single(Directory.GetFiles(_folder, "*.segment"));
        byte[] whole = await File.ReadAllBytesAsync(segment, Token);
        int each = whole.Length / 3;
        for (int length = 0; length <= whole.Length; length++)
        {
            DirectoryInfo copy = Directory.CreateTempSubdirectory("eventschemas-undelivered");
            await File.WriteAllBytesAsync(Path.Combine(copy.FullName, Path.GetFileName(segment)), whole[..length], Token);

            using (FileUndeliveredEventStore store = await OpenAsync(copy.FullName))
            {
                Assert.Equal(length / each, store.Count);
                await AppendAsync(store, "next");
            }

            using (FileUndeliveredEventStore store = await OpenAsync(copy.FullName))
            {
                IReadOnlyList<StoredEvent> read = await store.ReadAsync(0, 10, Token);
                Assert.Equal([.. Enumerable.Range(0, length / each).Select(i => $"{i}"), "next"], read.Select(one => Name(one.Event)));
            }

            copy.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_damaged_record_costs_no_other()
    {
        await FillAsync(_folder, 3);
        string segment = Assert.Single(Directory.GetFiles(_folder, "*.segment"));
        byte[] whole = await File.ReadAllBytesAsync(segment, Token);
        whole[(whole.Length / 3) + 20] ^= 0xFF;
        await File.WriteAllBytesAsync(segment, whole, Token);

        using FileUndeliveredEventStore store = await OpenAsync(_folder);

        Assert.Equal(["0", "2"], (await store.ReadAsync(0, 10, Token)).Select(one => Name(one.Event)));
    }

    [Fact]
    public async Task A_second_process_on_the_folder_is_an_error()
    {
        using FileUndeliveredEventStore store = await OpenAsync(_folder);

        UndeliveredStoreException e = await Assert.ThrowsAsync<UndeliveredStoreException>(() => OpenAsync(_folder));
        Assert.Contains("another process uses it", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_store_says_so_and_takes_events_again_when_there_is_room()
    {
        using FileUndeliveredEventStore store = await OpenAsync(_folder, maxBytes: 400, segmentBytes: 100);
        var places = new List<long>();
        UndeliveredStoreException e = await Assert.ThrowsAsync<UndeliveredStoreException>(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                places.Add(await AppendAsync(store, $"{i}"));
            }
        });
        Assert.Contains("is full", e.Message, StringComparison.Ordinal);

        await store.RemoveAsync(places[0], Token);
        await store.RemoveAsync(places[1], Token);
        await AppendAsync(store, "again");

        Assert.Equal(places.Count - 1, store.Count);
    }

    [Fact]
    public async Task Only_the_owner_can_read_the_files()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await FillAsync(_folder, 1);

        const UnixFileMode others = (UnixFileMode)0b000_111_111;
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_folder) & others);
        foreach (string file in Directory.GetFiles(_folder))
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & others);
        }
    }

    [Fact]
    public async Task Erasing_leaves_nothing_of_removed_events_and_all_of_the_others()
    {
        bool IsThere(string name) => Directory.GetFiles(_folder, "*.segment*")
            .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(name)) >= 0);
        using (FileUndeliveredEventStore store = await OpenAsync(_folder, segmentBytes: 300))
        {
            for (int i = 0; i < 9; i++)
            {
                long place = await AppendAsync(store, i % 3 == 1 ? $"secret-{i}" : $"kept-{i}");
                if (i % 3 == 1)
                {
                    await store.RemoveAsync(place, Token);
                }
            }

        }

        Assert.True(IsThere("secret-"));
        using (FileUndeliveredEventStore store = await OpenAsync(_folder, segmentBytes: 300))
        {
            await AppendAsync(store, "kept-9");
            await store.RemoveAsync(await AppendAsync(store, "secret-10"), Token);
        }

        using (FileUndeliveredEventStore store = await OpenAsync(_folder, segmentBytes: 300))
        {
            await store.RemoveAsync(await AppendAsync(store, "secret-11"), Token);

            await store.EraseAsync(Token);

            Assert.Equal(
                ["kept-0", "kept-2", "kept-3", "kept-5", "kept-6", "kept-8", "kept-9"],
                (await store.ReadAsync(0, 100, Token)).Select(one => Name(one.Event)));
            await AppendAsync(store, "kept-12");
            await store.RemoveAsync((await store.ReadAsync(0, 1, Token))[0].Place, Token);
        }

        Assert.False(IsThere("secret-"));
        using (FileUndeliveredEventStore store = await OpenAsync(_folder, segmentBytes: 300))
        {
            Assert.Equal(
                ["kept-2", "kept-3", "kept-5", "kept-6", "kept-8", "kept-9", "kept-12"],
                (await store.ReadAsync(0, 100, Token)).Select(one => Name(one.Event)));
        }
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_erases_loses_nothing()
    {
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            await AppendAsync(store, "0");
            await AppendAsync(store, "1");
        }

        string segment = Assert.Single(Directory.GetFiles(_folder, "*.segment"));
        await File.WriteAllBytesAsync(segment + ".new", (await File.ReadAllBytesAsync(segment, Token))[..50], Token);

        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            Assert.Equal(["0", "1"], (await store.ReadAsync(0, 10, Token)).Select(one => Name(one.Event)));
            Assert.Empty(Directory.GetFiles(_folder, "*.new"));
        }
    }

    [Fact]
    public async Task A_full_store_has_room_again_after_erasing()
    {
        using FileUndeliveredEventStore store = await OpenAsync(_folder, maxBytes: 400);
        var places = new List<long>();
        await Assert.ThrowsAsync<UndeliveredStoreException>(async () =>
        {
            for (int i = 0; i < 10; i++)
            {
                places.Add(await AppendAsync(store, $"{i}"));
            }
        });
        await store.RemoveAsync(places[0], Token);
        await store.RemoveAsync(places[1], Token);

        await store.EraseAsync(Token);

        await AppendAsync(store, "next");
        Assert.Equal(places.Count - 1, store.Count);
        Assert.Equal("next", Name((await store.ReadAsync(0, 10, Token))[^1].Event));
    }

    [Theory]
    [InlineData("string", new byte[] { 6, 65, 45, 49 }, "A-1")]
    [InlineData("long", new byte[] { 3 }, "-2")]
    [InlineData("boolean", new byte[] { 1 }, "true")]
    [InlineData("string", new byte[] { 6, 65 }, null)]
    [InlineData("string", new byte[] { 2, 65, 45 }, null)]
    public void A_key_is_read_as_text(string type, byte[] key, string? text) => Assert.Equal(
        text,
        new UndeliveredEvent
        {
            EventType = "type",
            Id = Guid.Empty,
            Time = default,
            Topics = [],
            Schema = "{}",
            KeyMember = new EventKeyDescriptor("a", type),
            Key = key,
            Value = null,
        }.KeyText);

    [Fact]
    public async Task Events_from_many_threads_are_all_kept()
    {
        using (FileUndeliveredEventStore store = await OpenAsync(_folder))
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => AppendAsync(store, $"{i}"), Token)));
        }

        using FileUndeliveredEventStore next = await OpenAsync(_folder);
        Assert.Equal(500, (await next.ReadAsync(0, 1_000, Token)).Select(one => Name(one.Event)).Distinct().Count());
    }

    private static async Task<FileUndeliveredEventStore> OpenAsync(string folder, long maxBytes = 1_000_000, int segmentBytes = 1_000_000)
    {
        var store = new FileUndeliveredEventStore(folder, maxBytes, segmentBytes);
        await store.OpenAsync(Token);
        return store;
    }

    private static async Task FillAsync(string folder, int count)
    {
        using FileUndeliveredEventStore store = await OpenAsync(folder);
        for (int i = 0; i < count; i++)
        {
            await AppendAsync(store, $"{i}");
        }
    }

    private static async Task<long> AppendAsync(FileUndeliveredEventStore store, string name) => await store.AppendAsync(
        new UndeliveredEvent
        {
            EventType = "type",
            Id = Guid.NewGuid(),
            Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            Topics = ["t1", "t2"],
            Schema = "{}",
            KeyMember = new EventKeyDescriptor("a.name", "string"),
            Key = [7],
            Value = System.Text.Encoding.UTF8.GetBytes(name),
        },
        Token);

    private static string Name(UndeliveredEvent undelivered) => System.Text.Encoding.UTF8.GetString(undelivered.Value!);
}
