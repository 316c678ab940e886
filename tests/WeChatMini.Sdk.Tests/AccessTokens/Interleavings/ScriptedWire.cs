using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>In place of the socket: token requests wait until the test answers them, and cost next to nothing.</summary>
internal sealed class ScriptedWire : HttpMessageHandler
{
    private readonly Channel<TaskCompletionSource<string>> _arrivals = Channel.CreateUnbounded<TaskCompletionSource<string>>();
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Puts the wire under every client that is made, below the last hop: all else is as it is in production.</summary>
    public void LayUnder(IServiceCollection services) => services.PostConfigureAll<HttpClientFactoryOptions>(options =>
        options.HttpMessageHandlerBuilderActions.Add(builder => ((DelegatingHandler)builder.PrimaryHandler).InnerHandler = this));

    public async Task<Action<string>> ArrivalAsync() =>
        (await _arrivals.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30))).SetResult;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // To the letter: an automatic refresh never ends the token of others.
        Assert.Contains("\"force_refresh\":false", await request.Content!.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Interlocked.Increment(ref _requests);
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrivals.Writer.TryWrite(answer);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(await answer.Task.WaitAsync(cancellationToken))),
        };
    }
}
