namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>A handler that an application adds to all its clients: sees the messages before the call and after it.</summary>
internal sealed class UserHandler(Recording recording) : DelegatingHandler
{
    public const string Address = "HttpRequestMessage.RequestUri";
    public const string Request = "HttpRequestMessage.ToString() and headers";
    public const string Options = "HttpRequestMessage.Options values";
    public const string Response = "HttpResponseMessage.ToString() and headers";
    public const string ResponseRequest = "HttpResponseMessage.RequestMessage";
    public const string ResponseBody = "HttpResponseMessage.Content body";

    /// <summary>Takes down an answer as whoever holds it sees it, but for its body.</summary>
    public static void Record(Recording recording, string when, HttpResponseMessage response)
    {
        recording.Add(Response, when, response.ToString());
        recording.AddObject(Response, when, response.Headers);
        recording.AddObject(Response, when, response.TrailingHeaders);
        recording.AddObject(Response, when, response.Content.Headers);
        recording.AddObject(ResponseRequest, when, response.RequestMessage);
    }

    /// <summary>Takes down a request as whoever holds it sees it.</summary>
    public static void Record(Recording recording, string when, HttpRequestMessage request)
    {
        recording.AddObject(Address, when, request.RequestUri, 2);
        recording.Add(Request, when, request.ToString());
        recording.AddObject(Request, when, request.Headers);
        recording.AddObject(Request, when, request.Content);
        foreach (var (key, value) in request.Options)
        {
            recording.AddObject(Options, when + " / " + key, value);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Record(recording, "before", request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            Record(recording, "after", response);
            if (request.RequestUri?.AbsolutePath.StartsWith("/wxa/", StringComparison.Ordinal) != true)
            {
                // The answer of a server API may be a stream, and whoever asked for it reads it.
                recording.Add(ResponseBody, "after", await response.Content.ReadAsStringAsync(cancellationToken));
            }

            return response;
        }
        catch (Exception exception)
        {
            recording.AddObject(ExceptionSink.Properties, "in the application's own handler", exception);
            throw;
        }
        finally
        {
            Record(recording, "after", request);
        }
    }
}
