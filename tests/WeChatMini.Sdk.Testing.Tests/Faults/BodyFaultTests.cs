using System.Text;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Faults;

public sealed class BodyFaultTests : IAsyncDisposable
{
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();
    private readonly FakeUser _alice;

    public BodyFaultTests() => _alice = _weChat.Users.Add("o-alice");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endless_body_goes_on_until_it_is_let_go_and_then_breaks_off()
    {
        await using var body = await OpenAsync(FakeFault.EndlessBody);
        await body.ReadExactlyAsync(new byte[5_000_000], Cancellation);

        _weChat.Faults.Clear();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null, Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    [Fact]
    public Task An_endless_body_ends_with_its_client() => RealTime.HoldsAsync(async () =>
    {
        await using var weChat = FakeWeChat.Start();
        using (var connection = await RawConnection.ToAsync(weChat.BaseAddress))
        {
            weChat.Faults.Next(FakeFault.EndlessBody);
            await connection.SendAsync(Caller.LoginUrl(weChat, weChat.Users.Add("o-alice").NextLoginCode()));
            Assert.NotEqual(0, await connection.ReceiveAsync());
        }

        // Would wait for the writer if it went on.
        await weChat.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(4), Cancellation);
    });

    [Fact]
    public async Task A_slow_body_comes_byte_by_byte_until_it_is_let_go()
    {
        await using var body = await OpenAsync(FakeFault.SlowBody);
        var first = new byte[100];

        Assert.Equal(1, await body.ReadAsync(first, Cancellation));
        Assert.Equal((byte)'{', first[0]);

        _weChat.Faults.Clear();
        using var rest = new StreamReader(body, Encoding.UTF8);
        Assert.EndsWith("\"openid\":\"o-alice\"}", await rest.ReadToEndAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(20), Cancellation), StringComparison.Ordinal);
    }

    private async Task<Stream> OpenAsync(FakeFault fault)
    {
        _weChat.Faults.Next(fault);
        var response = await _caller.GetAsync(_weChat, Caller.LoginUrl(_weChat, _alice.NextLoginCode()), HttpCompletionOption.ResponseHeadersRead);
        return await response.Content.ReadAsStreamAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}
