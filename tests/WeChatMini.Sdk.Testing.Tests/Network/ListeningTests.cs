using System.Net.Sockets;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Network;

public sealed class ListeningTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_are_refused_while_it_does_not_listen_and_the_state_stays()
    {
        var code = _weChat.Users.Add("o-alice").NextLoginCode();
        var address = _weChat.BaseAddress;
        using var connection = await RawConnection.ToAsync(address);

        // After an answer it has been accepted. One that still waits for that is broken (RST), not closed.
        await connection.SendAsync("/a");
        await connection.ReceiveAnswerAsync();

        _weChat.StopListening();
        Assert.Equal(0, await connection.ReceiveAsync());
        var refused = await Assert.ThrowsAsync<SocketException>(() => RawConnection.ToAsync(address));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);

        _weChat.ResumeListening();
        Assert.Equal(address, _weChat.BaseAddress);
        Assert.Equal("o-alice", (await _caller.LoginAnswerAsync(_weChat, code)).GetProperty("openid").GetString());
    }

    [Fact]
    public Task Stopping_does_not_wait_for_requests_that_hang() => RealTime.HoldsAsync(async () =>
    {
        await using var weChat = FakeWeChat.Start();
        weChat.Faults.Always(FakeFault.Hang);
        var hanging = _caller.LoginOnceAsync(weChat, "code");
        await weChat.Journal.WaitForArrivalsAsync(1, Cancellation);

        await Task.Run(weChat.StopListening, Cancellation).WaitAsync(TimeSpan.FromSeconds(4), Cancellation);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    });

    [Fact]
    public void Stopping_and_resuming_twice_is_the_same_as_once()
    {
        _weChat.ResumeListening();
        _weChat.StopListening();
        _weChat.StopListening();
        _weChat.ResumeListening();
        _weChat.ResumeListening();
    }

    [Fact]
    public async Task After_disposal_the_port_is_free()
    {
        var port = _weChat.BaseAddress.Port;
        await _weChat.DisposeAsync();

        using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
        listener.Start();
        Assert.Throws<ObjectDisposedException>(_weChat.ResumeListening);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}
