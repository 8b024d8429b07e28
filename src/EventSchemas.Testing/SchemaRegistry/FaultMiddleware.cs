using System.Text;
using Microsoft.AspNetCore.Http;

namespace EventSchemas.Testing;

/// <summary>Answers requests with the registry's faults, and passes the others on.</summary>
static class FaultMiddleware
{
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, RegistryFaults faults)
    {
        RegistryFault? fault = faults.Take(context.Request.Method, context.Request.Path.Value ?? "");
        if (fault is { Delay.Ticks: > 0 })
        {
            await Task.Delay(fault.Delay, context.RequestAborted).ConfigureAwait(false);
            fault = null;
        }

        if (fault is null)
        {
            await next(context).ConfigureAwait(false);
        }
        else if (fault.BreaksConnection)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = fault.Status;
            if (fault.Body.Length > 0)
            {
                context.Response.ContentType = fault.ContentType;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(fault.Body), context.RequestAborted).ConfigureAwait(false);
            }
        }
    }
}
