using System.Net.Mime;
using System.Text;

namespace FunctionProgram;

internal static class Web
{
    public static int Run(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.UseServerlessHost();
        var app = builder.Build();
        if (args.Contains("broken"))
        {
            throw new InvalidOperationException(Answers.Secret);
        }

        app.MapGet("/hello", () => "hello");
        app.MapGet("/large", () => Results.Bytes(Answers.Large));
        app.MapGet("/endless", async (HttpContext context) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(Answers.Chunk);
            }
        });
        app.MapGet("/deaf", async () => await new TaskCompletionSource().Task);
        app.MapGet("/slow", async (HttpContext context) => await Task.Delay(Timeout.Infinite, context.RequestAborted));
        app.MapGet("/throws", _ => throw new InvalidOperationException(Answers.Secret));
        app.MapGet("/bytes", () => Results.Bytes(Answers.Bytes));
        app.MapGet("/cookies", (HttpContext context) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.Append("X-Late", "yes");
                return Task.CompletedTask;
            });
            context.Response.Cookies.Append("a", "1");
            context.Response.Cookies.Append("b", "2");
            context.Response.Headers.Append("X-Many", "one");
            context.Response.Headers.Append("X-Many", "two");
            return Results.Text("set", MediaTypeNames.Text.Plain);
        });
        app.Map("/echo/{**rest}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var request = context.Request;
            var told = new Echo(request.Method, request.Path.Value!, request.QueryString.Value ?? "", request.Headers["X-Test"].ToString(), request.Headers.Cookie.ToString(),
                context.Connection.RemoteIpAddress?.ToString(), request.Scheme, Encoding.UTF8.GetString(body.ToArray()), request.ContentLength);
            return Results.Text(told.ToString(), MediaTypeNames.Text.Plain);
        });
        if (args.Contains("mapped"))
        {
            app.MapFunctionEvent(Answers.HandleAsync);
        }

        app.Run();
        return Environment.ExitCode;
    }
}
