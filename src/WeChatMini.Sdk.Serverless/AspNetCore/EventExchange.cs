using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Serverless.Events;
using WeChatMini.Sdk.Serverless.Runtime;

namespace WeChatMini.Sdk.Serverless.AspNetCore;

/// <summary>One request and its answer as ASP.NET Core sees them.</summary>
internal sealed class EventExchange : IHttpRequestLifetimeFeature, IHttpRequestBodyDetectionFeature, IDisposable
{
    private readonly HttpRequestFeature _request;
    private readonly EventResponse _response = new();
    private readonly AnswerStream _answer;
    private readonly StreamResponseBodyFeature _body;
    private readonly CancellationTokenSource _aborted;

    public EventExchange(HttpEvent request, Invocation invocation, FunctionHostKind host, CancellationToken aborted)
    {
        _aborted = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        RequestAborted = _aborted.Token;
        _answer = new AnswerStream(EventAnswer.MaxBytes, Abort);
        _body = new StreamResponseBodyFeature(_answer);
        CanHaveBody = !request.Body.IsEmpty;
        _request = new HttpRequestFeature
        {
            Method = request.Method,
            Path = request.Path,
            QueryString = request.Query,
            RawTarget = request.RawPath + request.Query,
            Protocol = "HTTP/1.1",
            Scheme = SchemeOf(request, host),
            Body = new MemoryStream(request.Body.ToArray(), writable: false),
            Headers = HeadersOf(request),
        };
        Features.Set<IHttpRequestFeature>(_request);
        Features.Set<IHttpRequestBodyDetectionFeature>(this);
        Features.Set<IHttpRequestLifetimeFeature>(this);
        Features.Set<IHttpResponseFeature>(_response);
        Features.Set<IHttpResponseBodyFeature>(_body);
        Features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = invocation.RequestId });
        Features.Set<IHttpConnectionFeature>(new HttpConnectionFeature
        {
            ConnectionId = invocation.RequestId,
            RemoteIpAddress = IPAddress.TryParse(request.RemoteAddress, out var address) ? address : null,
        });
        Features.Set(new FunctionInvocation(invocation.RequestId, invocation.Deadline));
    }

    public FeatureCollection Features { get; } = new();

    public CancellationToken RequestAborted { get; set; }

    public bool CanHaveBody { get; }

    /// <summary>Whether more was written than any answer may have.</summary>
    public bool IsTooLarge => _answer.IsTooLarge;

    public void Abort() => _aborted.Cancel();

    public async Task<EventAnswer> CompleteAsync()
    {
        await _response.StartAsync().ConfigureAwait(false);
        await _body.CompleteAsync().ConfigureAwait(false);
        var isBare = _request.Method == HttpMethods.Head || _response.StatusCode is 204 or 304;
        return new EventAnswer(_response.StatusCode, _response.Headers, isBare ? default : _answer.Written);
    }

    public Task EndAsync(ILogger log) => _response.EndAsync(log);

    public void Dispose()
    {
        _aborted.Dispose();
        _answer.Dispose();
        _request.Body.Dispose();
    }

    private static HeaderDictionary HeadersOf(HttpEvent request)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers)
        {
            headers.Append(name, value);
        }

        // What the gateway counted was the body on its way here, which may have been compressed or encoded since.
        headers.Remove("Transfer-Encoding");
        headers.ContentLength = request.Body.IsEmpty && headers.ContentLength is null ? null : request.Body.Length;
        return headers;
    }

    /// <summary>AWS' gateways take TLS only and say so; elsewhere only what the gateway says counts.</summary>
    private static string SchemeOf(HttpEvent request, FunctionHostKind host) => request.Header("X-Forwarded-Proto") switch
    {
        "https" => "https",
        "http" => "http",
        _ => host == FunctionHostKind.Lambda ? "https" : "http",
    };
}
