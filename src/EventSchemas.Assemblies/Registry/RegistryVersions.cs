using System.Globalization;
using System.Net;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>Reads the versions of events that a schema registry holds, by Confluent's REST API.</summary>
/// <param name="address">The registry's address; a user and password in it are sent as basic authentication.</param>
/// <param name="subjects">The subjects of events.</param>
/// <param name="timeout">How long a request may take, from its beginning to the end of the answer.</param>
/// <param name="cancellation">Ends a request that is running.</param>
sealed class RegistryVersions(Uri address, SubjectNames subjects, TimeSpan timeout, CancellationToken cancellation)
{
    private const int MaxCharacters = 8 * 1024 * 1024;
    private const int MaxVersions = 10_000;

    /// <summary>The versions of an event, the oldest first; none where it has no subject, or the registry has no such subject.</summary>
    /// <exception cref="RegistryException">What the registry says about the event can't be read.</exception>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public IReadOnlyList<ContractVersion> Of(ContractCandidate candidate)
    {
        if (subjects.Of(candidate) is not { } subject)
        {
            return [];
        }

        string path = $"subjects/{Uri.EscapeDataString(subject)}/versions";
        if (Get(path) is not { } numbers)
        {
            return [];
        }

        if (numbers.Kind != AvroJsonKind.Array || numbers.Items.Count > MaxVersions)
        {
            throw new RegistryException($"The schema registry didn't give a list of versions of {subject}.");
        }

        return [.. numbers.Items.Select(number => Version(subject, path, number.Text)).OfType<ContractVersion>()];
    }

    private ContractVersion? Version(string subject, string path, string numberText)
    {
        if (!int.TryParse(numberText, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new RegistryException($"The schema registry gave '{numberText}' as a version of {subject}.");
        }

        // A version can be deleted between the two calls.
        if (Get($"{path}/{numberText}") is not { } version)
        {
            return null;
        }

        return version.Member("schema") is { Kind: AvroJsonKind.String } schema
            ? ContractVersion.Published(number, Parse(subject, schema.Text, AvroSchema.Parse))
            : throw new RegistryException($"The schema registry didn't give a schema for version {numberText} of {subject}.");
    }

    // The answer's JSON; null where the registry doesn't have what was asked for.
    private AvroJson? Get(string path)
    {
        string home = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + "/";
        var uri = new Uri(new Uri(home), path);
        cancellation.ThrowIfCancellationRequested();
        HttpWebRequest request = RequestOf(uri);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            using WebResponse response = ResponseTo(request, limit.Token);

            // A request that has its response no longer listens to Abort.
            using CancellationTokenRegistration close = limit.Token.Register(response.Close);
            using var reader = new StreamReader(response.GetResponseStream()!, Encoding.UTF8);
            return Parse(path, Read(reader, path), text => AvroJson.Parse(text));
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is not RegistryException)
        {
            throw new OperationCanceledException(e.Message, e, cancellation);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not RegistryException)
        {
            throw new RegistryUnavailableException(
                $"The schema registry at {Server} didn't answer within {timeout.TotalSeconds:0} s when it was asked for {path}. Check the "
                + "address, and that the registry is running.");
        }
        catch (WebException e) when (e.Response is HttpWebResponse { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
        catch (WebException e)
        {
            string message = $"The schema registry at {Server} can't be asked for {path}: {e.Message}";
            throw IsAboutOneSubject(e) ? new RegistryException(message) : new RegistryUnavailableException(message);
        }
        catch (IOException e)
        {
            throw new RegistryUnavailableException($"The schema registry's answer to {path} broke off: {e.Message}");
        }
    }

    // For messages, without a user and password.
    private string Server => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);

    // Not GetResponse, which doesn't listen to Abort.
    private static WebResponse ResponseTo(HttpWebRequest request, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration abort = cancellationToken.Register(request.Abort);
        Task<WebResponse> response = request.GetResponseAsync();
        Task.WaitAny([response], cancellationToken);
        return response.GetAwaiter().GetResult();
    }

    private HttpWebRequest RequestOf(Uri uri)
    {
        var request = WebRequest.CreateHttp(uri);
        request.Accept = "application/vnd.schemaregistry.v1+json, application/json";
        if (address.UserInfo.Length > 0)
        {
            byte[] credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
            request.Headers[HttpRequestHeader.Authorization] = "Basic " + Convert.ToBase64String(credentials);
        }

        return request;
    }

    // A registry that answers, and doesn't refuse the user, can be asked about the next event.
    private static bool IsAboutOneSubject(WebException e) =>
        e.Response is HttpWebResponse { StatusCode: < HttpStatusCode.InternalServerError } response
        && response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);

    private static string Read(StreamReader reader, string path)
    {
        var text = new StringBuilder();
        char[] buffer = new char[16 * 1024];
        for (int count = reader.Read(buffer, 0, buffer.Length); count > 0; count = reader.Read(buffer, 0, buffer.Length))
        {
            if (text.Append(buffer, 0, count).Length > MaxCharacters)
            {
                throw new RegistryException($"The schema registry's answer to {path} is larger than {MaxCharacters} characters.");
            }
        }

        return text.ToString();
    }

    private static T Parse<T>(string what, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (AvroSchemaException e)
        {
            throw new RegistryException($"The schema registry's answer about {what} can't be read: {e.Message}");
        }
    }
}

/// <summary>What a schema registry says about an event can't be read.</summary>
sealed class RegistryException(string message) : Exception(message);

/// <summary>A schema registry can't be asked, whatever the event.</summary>
sealed class RegistryUnavailableException(string message) : Exception(message)
{
    /// <summary>The message for a person, about all events of a project.</summary>
    /// <param name="verb">What was to be done with the events: "check".</param>
    public string MessageFor(string verb) =>
        $"EventSchemas can't {verb} the events of this project against the schema registry. {Message}";
}
