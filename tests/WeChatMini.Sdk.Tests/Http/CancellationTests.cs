using WeChatMini.Sdk.Http;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>The runtime puts the error that came in the same moment inside a cancellation, and that error may repeat the address.</summary>
public sealed class CancellationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancellation_passes_the_last_hop_without_what_is_inside_it(bool byTheCaller)
    {
        using var leaving = new CancellationTokenSource();
        using var invoker = new HttpMessageInvoker(new LastHopHandler(new BodyLimit(1024)) { InnerHandler = new CancelledHandler(byTheCaller ? leaving : null) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.weixin.qq.com/wxa/query");
        request.Options.Set(WeChatCall.Key, new WeChatCall(new WeChatMiniOptions { AppId = "wx1234567890abcdef" }, ("access_token", "secret-token")));

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => invoker.SendAsync(request, leaving.Token));

        Assert.Null(thrown.InnerException);
        Assert.Equal(byTheCaller ? leaving.Token : CancellationToken.None, thrown.CancellationToken);
        Assert.DoesNotContain("secret-token", thrown.ToString(), StringComparison.Ordinal);
    }

    private sealed class CancelledHandler(CancellationTokenSource? leaving) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            leaving?.Cancel();
            throw new TaskCanceledException("cancelled", new HttpRequestException($"Received an invalid header line: '{request.RequestUri}'"), cancellationToken);
        }
    }
}
