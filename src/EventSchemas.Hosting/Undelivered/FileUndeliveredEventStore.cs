using System.Runtime.InteropServices;

namespace EventSchemas.Hosting;

/// <summary>
/// Keeps undelivered events in a folder: segments that are only appended to. An event is on the disk before it is acknowledged. A segment
/// is deleted, from the oldest on, when all its events were delivered; erasing writes those anew that have anything else than events. Only
/// the owner can read the files. Safe for concurrent use; a folder is used by one process.
/// </summary>
sealed class FileUndeliveredEventStore(string folder, long maxBytes, int segmentBytes = FileUndeliveredEventStore.DefaultSegmentBytes)
    : IUndeliveredEventStore, IDisposable
{
    private const int DefaultSegmentBytes = 8 * 1024 * 1024;
    private const string Pattern = "*.segment";
    private const string UnfinishedSuffix = ".new";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly List<Append> _appends = [];
    private readonly SortedDictionary<long, Location> _events = [];
    private readonly List<Segment> _segments = [];
    private FileStream? _lock;
    private long _lastPlace;
    private long _bytes;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    public ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder();
            _lock = Create("lock", FileMode.OpenOrCreate);
            foreach (string unfinished in Directory.GetFiles(folder, Pattern + UnfinishedSuffix))
            {
                File.Delete(unfinished);
            }

            foreach (string file in Directory.GetFiles(folder, Pattern).Order(StringComparer.Ordinal))
            {
                Read(file);
            }

            DeleteDone();
            return ValueTask.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string cause = _lock is null && Directory.Exists(folder) && e is IOException
                ? "another process uses it, and each needs a folder of its own"
                : e.Message;
            throw new UndeliveredStoreException($"The folder {folder} can't be opened: {cause}", e);
        }
    }

    public async ValueTask<long> AppendAsync(UndeliveredEvent undelivered, CancellationToken cancellationToken)
    {
        var append = new Append(undelivered);
        lock (_gate)
        {
            _appends.Add(append);
        }

        // Those that wait are written together, with one flush.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            WriteAppends();
        }
        finally
        {
            _turn.Release();
        }

        return await append.Place.Task.ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(long from, int count, CancellationToken cancellationToken)
    {
        // Erasing closes files.
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            Location[] locations;
            lock (_gate)
            {
                locations = [.. _events.Where(entry => entry.Key >= from).Take(count).Select(entry => entry.Value)];
            }

            var read = new List<StoredEvent>(locations.Length);
            foreach (Location location in locations)
            {
                byte[] content = new byte[location.Length];
                RandomAccess.Read(location.Segment.File.SafeFileHandle, content, location.Start);
                read.Add(UndeliveredRecord.Read(content));
            }

            return read;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask RemoveAsync(long place, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                if (!_events.Remove(place))
                {
                    return;
                }
            }

            // Not flushed: if it is lost, the event is delivered twice.
            WriteRecord(UndeliveredRecord.OfRemoved(place));
            DeleteDone();
        }
        catch (IOException e)
        {
            throw CanNotWrite(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask EraseAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _segments.ForEach(Rewrite);
            DeleteDone();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CanNotWrite(e);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _segments.ForEach(segment => segment.File.Dispose());
        _lock?.Dispose();
        _turn.Dispose();
    }

    private void CreateFolder()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Directory.CreateDirectory(folder, owner);
            File.SetUnixFileMode(folder, owner);
        }
    }

    private FileStream Create(string name, FileMode mode)
    {
        // Without a buffer: what was written can be read by position at once.
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (mode != FileMode.Open && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(folder, name), options);
    }

    private void Read(string path)
    {
        FileStream file = Create(Path.GetFileName(path), FileMode.Open);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var segment = new Segment(path, file);
        _segments.Add(segment);
        _bytes += bytes.Length;
        for (int position = 0; UndeliveredRecord.Next(bytes, position) is var (start, length); position = start + length)
        {
            (long place, bool isStored) = UndeliveredRecord.Identify(bytes.AsSpan(start, length));
            _lastPlace = Math.Max(_lastPlace, place);
            if (isStored)
            {
                _events[place] = new Location(segment, start, length);
            }
            else
            {
                _events.Remove(place);
            }
        }
    }

    private void WriteAppends()
    {
        Append[] appends;
        lock (_gate)
        {
            appends = [.. _appends];
            _appends.Clear();
        }

        var written = new List<(Append Append, long Place, Location Location)>(appends.Length);
        try
        {
            foreach (Append append in appends)
            {
                long place = ++_lastPlace;
                byte[] record = UndeliveredRecord.OfStored(place, append.Event);
                if (_bytes + record.Length > maxBytes)
                {
                    append.Place.SetException(new UndeliveredStoreException(
                        $"The folder {folder} is full: it has {_bytes} of {maxBytes} bytes and {Count} events."));
                    continue;
                }

                written.Add((append, place, WriteRecord(record)));
            }

            if (written.Count > 0)
            {
                Current().File.Flush(flushToDisk: true);
            }

            lock (_gate)
            {
                written.ForEach(entry => _events[entry.Place] = entry.Location);
            }

            written.ForEach(entry => entry.Append.Place.SetResult(entry.Place));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            UndeliveredStoreException failure = CanNotWrite(e);
            Array.ForEach(appends, append => append.Place.TrySetException(failure));
        }
    }

    private UndeliveredStoreException CanNotWrite(Exception e) => new($"The folder {folder} can't be written to: {e.Message}", e);

    private Location WriteRecord(byte[] record)
    {
        Segment segment = Current();
        long start = segment.File.Position;
        segment.File.Write(record);
        _bytes += record.Length;
        return new Location(segment, start + UndeliveredRecord.HeaderLength, record.Length - UndeliveredRecord.HeaderLength);
    }

    /// <summary>
    /// The segment that is appended to. Those of an earlier process are only read, so that a record that it wrote in part stays where it
    /// is.
    /// </summary>
    private Segment Current()
    {
        if (_segments.LastOrDefault() is { IsOwn: true } last && last.File.Position < segmentBytes)
        {
            return last;
        }

        if (_segments.LastOrDefault() is { IsOwn: true } full)
        {
            full.File.Flush(flushToDisk: true);
        }

        string name = FormattableString.Invariant($"{_lastPlace:D19}-{Guid.NewGuid():N}.segment");
        var added = new Segment(Path.Combine(folder, name), Create(name, FileMode.CreateNew)) { IsOwn = true };
        _segments.Add(added);
        return added;
    }

    /// <summary>
    /// Replaces a segment by one that has only the events that wait, and which events of older segments were removed. Until the new file is
    /// complete, the old one counts.
    /// </summary>
    private void Rewrite(Segment segment)
    {
        byte[] bytes = new byte[segment.File.Length];
        segment.File.Position = 0;
        segment.File.ReadExactly(bytes);
        var kept = new MemoryStream(bytes.Length);
        var moved = new List<(long Place, Location Location)>();
        for (int position = 0; UndeliveredRecord.Next(bytes, position) is var (start, length); position = start + length)
        {
            (long place, bool isStored) = UndeliveredRecord.Identify(bytes.AsSpan(start, length));
            if (isStored)
            {
                if (!Waits(place))
                {
                    continue;
                }

                moved.Add((place, new Location(segment, kept.Length + UndeliveredRecord.HeaderLength, length)));
            }

            kept.Write(bytes, start - UndeliveredRecord.HeaderLength, UndeliveredRecord.HeaderLength + length);
        }

        if (kept.Length == bytes.Length)
        {
            return;
        }

        string name = Path.GetFileName(segment.Path);
        using (FileStream file = Create(name + UnfinishedSuffix, FileMode.Create))
        {
            file.Write(kept.GetBuffer().AsSpan(0, (int)kept.Length));
            file.Flush(flushToDisk: true);
        }

        segment.File.Dispose();
        try
        {
            File.Move(segment.Path + UnfinishedSuffix, segment.Path, overwrite: true);
        }
        finally
        {
            segment.File = Create(name, FileMode.Open);
            segment.File.Position = segment.File.Length;
        }

        lock (_gate)
        {
            moved.ForEach(one => _events[one.Place] = one.Location);
        }

        _bytes -= bytes.Length - kept.Length;
    }

    private bool Waits(long place)
    {
        lock (_gate)
        {
            return _events.ContainsKey(place);
        }
    }

    /// <summary>
    /// Deletes segments without events, from the oldest on: a newer one may say that an event of an older one was removed.
    /// </summary>
    private void DeleteDone()
    {
        while (_segments.FirstOrDefault() is { } oldest && (!oldest.IsOwn || _segments.Count > 1) && !HasEvents(oldest))
        {
            _bytes -= oldest.File.Length;
            oldest.File.Dispose();
            File.Delete(oldest.Path);
            _segments.RemoveAt(0);
        }
    }

    private bool HasEvents(Segment segment)
    {
        lock (_gate)
        {
            return _events.Values.Any(location => location.Segment == segment);
        }
    }

    private sealed class Segment(string path, FileStream file)
    {
        public string Path { get; } = path;

        public FileStream File { get; set; } = file;

        /// <summary>Whether this process writes it.</summary>
        public bool IsOwn { get; init; }
    }

    private sealed record Location(Segment Segment, long Start, int Length);

    private sealed record Append(UndeliveredEvent Event)
    {
        public TaskCompletionSource<long> Place { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
