using System.Globalization;
using System.Net;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Reads the versions of events that a schema registry holds, by Confluent's REST API.</summary>
/// <param name="address">The registry's address; a user and password in it are sent as basic authentication.</param>
/// <param name="topicPrefix">The deployment's prefix of topics; empty where it has none.</param>
sealed class RegistryVersions(Uri address, string topicPrefix)
{
    private const int TimeoutMilliseconds = 30_000;
    private const int MostCharacters = 8 * 1024 * 1024;
    private const int MostVersions = 10_000;

    /// <summary>The versions of an event, the oldest first; none where it names no topic, or the registry has no such subject.</summary>
    /// <exception cref="RegistryException">The registry can't be asked, or gives no answer that can be read.</exception>
    public IReadOnlyList<ReleasedVersion> Of(DeclaredContract declared)
    {
        if (declared.Topic is not { } topic)
        {
            return [];
        }

        string subject = $"{(topicPrefix.Length == 0 ? topic : $"{topicPrefix}-{topic}")}-{declared.EventType}.CloudEvent";
        string path = $"subjects/{Uri.EscapeDataString(subject)}/versions";
        if (Get(path) is not { } numbers)
        {
            return [];
        }

        if (numbers.Kind != AvroJsonKind.Array || numbers.Items.Count > MostVersions)
        {
            throw new RegistryException($"The schema registry gave no list of versions of {subject}.");
        }

        return [.. numbers.Items.Select(number => Version(subject, path, number.Text)).OfType<ReleasedVersion>()];
    }

    private ReleasedVersion? Version(string subject, string path, string number)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new RegistryException($"The schema registry gave '{number}' as a version of {subject}.");
        }

        // A version can be deleted between the two calls.
        if (Get($"{path}/{number}") is not { } version)
        {
            return null;
        }

        return version.Member("schema") is { Kind: AvroJsonKind.String } schema
            ? new ReleasedVersion($"the registry's version {number}", 0, Parse(subject, schema.Text, AvroSchema.Parse), null)
            : throw new RegistryException($"The schema registry gave no schema for version {number} of {subject}.");
    }

    // The answer's JSON; null where there is no such thing.
    private AvroJson? Get(string path)
    {
        var uri = new Uri(new Uri(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/') + "/"), path);
        try
        {
            var request = WebRequest.CreateHttp(uri);
            request.Timeout = TimeoutMilliseconds;
            request.ReadWriteTimeout = TimeoutMilliseconds;
            request.Accept = "application/vnd.schemaregistry.v1+json, application/json";
            if (address.UserInfo.Length > 0)
            {
                request.Headers[HttpRequestHeader.Authorization] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo)));
            }

            using WebResponse response = request.GetResponse();
            using var reader = new StreamReader(response.GetResponseStream()!, Encoding.UTF8);
            return Parse(path, Read(reader, path), text => AvroJson.Parse(text));
        }
        catch (WebException e) when (e.Response is HttpWebResponse { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
        catch (WebException e)
        {
            throw new RegistryException($"The schema registry at {address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)} can't be asked for {path}: {e.Message}");
        }
        catch (IOException e)
        {
            throw new RegistryException($"The schema registry's answer to {path} broke off: {e.Message}");
        }
    }

    private static string Read(StreamReader reader, string path)
    {
        var text = new StringBuilder();
        char[] buffer = new char[16 * 1024];
        for (int count = reader.Read(buffer, 0, buffer.Length); count > 0; count = reader.Read(buffer, 0, buffer.Length))
        {
            if (text.Append(buffer, 0, count).Length > MostCharacters)
            {
                throw new RegistryException($"The schema registry's answer to {path} is larger than {MostCharacters} characters.");
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
