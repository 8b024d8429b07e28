using System.Text.Json;
using System.Text.Json.Serialization;
using EventSchemas.Avro;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace EventSchemas.Testing;

/// <summary>Confluent's REST paths on a <see cref="SubjectStore"/>.</summary>
static class RegistryEndpoints
{
    private const string ContentType = "application/vnd.schemaregistry.v1+json";

    private static readonly string[] SchemaTypes = ["AVRO"];

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static void Map(IEndpointRouteBuilder routes, SubjectStore store)
    {
        MapSubjects(routes, store);
        MapSchemas(routes, store);
        MapLevels(routes, store);
        Map(routes, HttpMethods.Get, "/", _ => Task.FromResult<object>(new Dictionary<string, string>()));
        Map(routes, HttpMethods.Get, "/mode", _ => Task.FromResult<object>(new ModeResponse("READWRITE")));
        Map(routes, HttpMethods.Get, "/mode/{subject}", _ => Task.FromResult<object>(new ModeResponse("READWRITE")));
    }

    private static void MapSubjects(IEndpointRouteBuilder routes, SubjectStore store)
    {
        Get(routes, "/subjects", context => store.Subjects(Flag(context, "deleted")));
        Get(routes, "/subjects/{subject}/versions", context => store.List(Subject(context)).Select(version => version.Version));
        Get(routes, "/subjects/{subject}/versions/{version}", context => Response(store.Get(Subject(context), Version(context))));
        Get(
            routes,
            "/subjects/{subject}/versions/{version}/schema",
            context => new RawJson(store.Get(Subject(context), Version(context)).Posted.Text));
        Map(
            routes,
            HttpMethods.Post,
            "/subjects/{subject}",
            async context => Response(store.Lookup(Subject(context), await SchemaOf(context).ConfigureAwait(false))));
        Map(routes, HttpMethods.Post, "/subjects/{subject}/versions", async context =>
        {
            SubjectVersion version = store.Register(Subject(context), await SchemaOf(context).ConfigureAwait(false));
            return new IdResponse(version.Id, version.Posted.Guid);
        });
        Map(routes, HttpMethods.Delete, "/subjects/{subject}", context =>
            Task.FromResult<object>(store.DeleteSubject(Subject(context), Flag(context, "permanent"))));
        Map(routes, HttpMethods.Delete, "/subjects/{subject}/versions/{version}", context =>
            Task.FromResult<object>(store.DeleteVersion(Subject(context), Version(context))));
        Check(routes, "/compatibility/subjects/{subject}/versions/{version}", store);
        Check(routes, "/compatibility/subjects/{subject}/versions", store);
    }

    private static void MapSchemas(IEndpointRouteBuilder routes, SubjectStore store)
    {
        Get(routes, "/schemas/types", _ => SchemaTypes);
        Get(routes, "/schemas/ids/{id:int}", context => Response(store.Schema(Id(context))));
        Get(routes, "/schemas/guids/{guid:guid}", context => Response(store.Schema(Guid(context))));
        Get(routes, "/schemas/ids/{id:int}/schema", context => new RawJson(store.Schema(Id(context)).Text));
        Get(
            routes,
            "/schemas/ids/{id:int}/versions",
            context => store.UsesOf(Id(context)).Select(use => new UseResponse(use.Subject, use.Version)));
        Get(routes, "/schemas/ids/{id:int}/subjects", context => store.UsesOf(Id(context)).Select(use => use.Subject).Distinct());
    }

    private static void MapLevels(IEndpointRouteBuilder routes, SubjectStore store)
    {
        Get(routes, "/config", _ => new LevelResponse(store.Level.ToRegistryName()));
        Get(routes, "/config/{subject}", context =>
        {
            CompatibilityLevel? inherited = Flag(context, "defaultToGlobal") ? store.Level : null;
            string subject = Subject(context);
            CompatibilityLevel level = store.LevelOf(subject) ?? inherited ?? throw RegistryException.LevelNotConfigured(subject);
            return new LevelResponse(level.ToRegistryName());
        });
        Map(routes, HttpMethods.Put, "/config", async context =>
        {
            store.Level = await LevelOf(context).ConfigureAwait(false);
            return new LevelSetResponse(store.Level.ToRegistryName());
        });
        Map(routes, HttpMethods.Put, "/config/{subject}", async context =>
        {
            CompatibilityLevel level = await LevelOf(context).ConfigureAwait(false);
            store.SetLevel(Subject(context), level);
            return new LevelSetResponse(level.ToRegistryName());
        });
        Map(routes, HttpMethods.Delete, "/config/{subject}", context => store.RemoveLevel(Subject(context))
            ? Task.FromResult<object>(new LevelResponse(store.Level.ToRegistryName()))
            : throw RegistryException.LevelNotConfigured(Subject(context)));
    }

    private static void Check(IEndpointRouteBuilder routes, string pattern, SubjectStore store) =>
        Map(routes, HttpMethods.Post, pattern, async context =>
        {
            IReadOnlyList<string> findings = store.Check(
                Subject(context), await SchemaOf(context).ConfigureAwait(false), context.Request.RouteValues["version"] as string);
            return new CheckResponse(findings.Count == 0, Flag(context, "verbose") ? findings : null);
        });

    private static void Get(IEndpointRouteBuilder routes, string pattern, Func<HttpContext, object> handle) =>
        Map(routes, HttpMethods.Get, pattern, context => Task.FromResult(handle(context)));

    private static void Map(IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, Task<object>> handle) =>
        routes.MapMethods(pattern, [method], async (HttpContext context) =>
        {
            try
            {
                object result = await handle(context).ConfigureAwait(false);
                return result is RawJson raw ? Results.Text(raw.Text, ContentType) : Results.Json(result, Json, ContentType);
            }
            catch (RegistryException e)
            {
                return Results.Json(new ErrorResponse(e.ErrorCode, e.Message), Json, ContentType, e.Status);
            }
        });

    private static async Task<PostedSchema> SchemaOf(HttpContext context)
    {
        SchemaRequest request = await Body<SchemaRequest>(context).ConfigureAwait(false);
        if (request.SchemaType is not (null or "AVRO"))
        {
            throw RegistryException.InvalidSchema($"the embedded registry supports AVRO only, not {request.SchemaType}.");
        }

        return new PostedSchema(
            request.Schema ?? throw RegistryException.InvalidSchema("the body has no \"schema\"."), request.References ?? []);
    }

    private static async Task<CompatibilityLevel> LevelOf(HttpContext context)
    {
        LevelRequest request = await Body<LevelRequest>(context).ConfigureAwait(false);
        return CompatibilityLevels.TryParseRegistryName(request.Compatibility, out CompatibilityLevel level)
            ? level
            : throw RegistryException.InvalidLevel(request.Compatibility);
    }

    private static async Task<T> Body<T>(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Json, context.RequestAborted).ConfigureAwait(false)
                ?? throw new RegistryException(StatusCodes.Status400BadRequest, StatusCodes.Status400BadRequest, "The body is null.");
        }
        catch (JsonException e)
        {
            throw new RegistryException(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status400BadRequest,
                $"The body is not the expected JSON: {e.Message}");
        }
    }

    private static VersionResponse Response(SubjectVersion version) =>
        new(version.Subject, version.Version, version.Id, version.Posted.Guid, version.Posted.Text, ReferencesOf(version.Posted));

    private static SchemaResponse Response(PostedSchema schema) => new(schema.Text, ReferencesOf(schema));

    private static IReadOnlyList<SchemaReference>? ReferencesOf(PostedSchema schema) =>
        schema.References.Count > 0 ? schema.References : null;

    // Routing doesn't unescape a slash in a route value.
    private static string Subject(HttpContext context) =>
        ((string)context.Request.RouteValues["subject"]!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    private static string Version(HttpContext context) => (string)context.Request.RouteValues["version"]!;

    private static int Id(HttpContext context) =>
        int.Parse((string)context.Request.RouteValues["id"]!, System.Globalization.CultureInfo.InvariantCulture);

    private static Guid Guid(HttpContext context) => System.Guid.Parse((string)context.Request.RouteValues["guid"]!);

    private static bool Flag(HttpContext context, string name) => bool.TryParse(context.Request.Query[name], out bool value) && value;

    private sealed record RawJson(string Text);
}
