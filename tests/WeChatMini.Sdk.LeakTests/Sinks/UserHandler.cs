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

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Record("before", request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            recording.Add(Response, "after", response.ToString());
            recording.AddObject(Response, "after", response.Headers);
            recording.AddObject(Response, "after", response.Content.Headers);
            recording.AddObject(ResponseRequest, "after", response.RequestMessage);
            recording.Add(ResponseBody, "after", await response.Content.ReadAsStringAsync(cancellationToken));
            return response;
        }
        catch (Exception exception)
        {
            recording.AddObject(ExceptionSink.Properties, "in the application's own handler", exception);
            throw;
        }
        finally
        {
            Record("after", request);
        }
    }

    private void Record(string when, HttpRequestMessage request)
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
}
