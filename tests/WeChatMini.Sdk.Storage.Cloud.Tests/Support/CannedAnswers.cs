using System.Net;
using System.Text;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>A service that gives the answers that it was told, one after the other and the last one for ever; of a null the connection breaks.</summary>
internal sealed class CannedAnswers(params (HttpStatusCode Status, string Body)?[] answers) : HttpMessageHandler
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var index = Interlocked.Increment(ref _asked) - 1;
        return answers[Math.Min(index, answers.Length - 1)] is { } answer
            ? Task.FromResult(new HttpResponseMessage(answer.Status) { Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"), RequestMessage = request })
            : throw new HttpRequestException(HttpRequestError.InvalidResponse, "The connection was closed.", new IOException());
    }
}
