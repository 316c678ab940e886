using System.Diagnostics;

namespace Quickstart;

/// <summary>Shows each exchange of the mini-program with its backend, before and after it happens.</summary>
internal sealed class ShownExchange() : DelegatingHandler(new SocketsHttpHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : " " + Masked.Body(await request.Content.ReadAsStringAsync(cancellationToken));
        var token = request.Headers.Authorization is { Parameter: { } parameter } ? $"   Authorization: Bearer {Masked.Text(parameter)}" : "";
        Screen.PhoneToBackend($"{request.Method} {request.RequestUri!.AbsolutePath}{body}{token}");

        var start = Stopwatch.GetTimestamp();
        var response = await base.SendAsync(request, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        Screen.BackendToPhone($"{(int)response.StatusCode} {Masked.Body(text)}", Stopwatch.GetElapsedTime(start));
        return response;
    }
}
