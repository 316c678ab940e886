using System.Net.Sockets;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Network;

public sealed class FakeNetworkTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nobody_listens_a_connection_is_refused()
    {
        var refused = await Assert.ThrowsAsync<SocketException>(() => RawConnection.ToAsync(FakeNetwork.NobodyListens()));

        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task The_silent_one_takes_the_request_and_says_nothing()
    {
        await using var silent = FakeNetwork.NeverAnswers();
        using var connection = await RawConnection.ToAsync(silent.Address);
        await connection.SendAsync("/");
        var answer = connection.ReceiveAsync().AsTask();

        await Assert.ThrowsAsync<TimeoutException>(() => answer.WaitAsync(TimeSpan.FromMilliseconds(200), Cancellation));
        await silent.DisposeAsync();
        await answer.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(5), Cancellation);
    }

    [Fact]
    public async Task Where_plain_text_is_spoken_the_TLS_handshake_fails()
    {
        await using var plain = FakeNetwork.SpeaksPlainText();
        using var client = new HttpClient();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(plain.Address, Cancellation));
        Assert.Equal((Uri.UriSchemeHttps, HttpRequestError.SecureConnectionError), (plain.Address.Scheme, error.HttpRequestError));
    }

    [Fact]
    public async Task Disposing_ends_all_connections()
    {
        var silent = FakeNetwork.NeverAnswers();
        using var connection = await RawConnection.ToAsync(silent.Address);
        await silent.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5), Cancellation);

        await Assert.ThrowsAsync<SocketException>(() => RawConnection.ToAsync(silent.Address));
    }
}
