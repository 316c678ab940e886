using System.Net.Sockets;
using WeChatMini.Sdk.Testing.Tests.Support;

namespace WeChatMini.Sdk.Testing.Tests.Faults;

public sealed class ConnectionFaultTests : IAsyncDisposable
{
    private const string Route = "/sns/jscode2session";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly FakeWeChat _weChat = FakeWeChat.Start();
    private readonly Caller _caller = new();
    private readonly FakeUser _alice;

    public ConnectionFaultTests() => _alice = _weChat.Users.Add("o-alice");

    /// <summary>The fault, whether the connection was used before, and whether the code is spent.</summary>
    public static TheoryData<string, bool, bool> Endings => new()
    {
        { nameof(FakeFault.CloseBeforeProcessing), false, false },
        { nameof(FakeFault.CloseBeforeProcessing), true, false },
        { nameof(FakeFault.CloseAfterProcessing), false, true },
        { nameof(FakeFault.CloseAfterProcessing), true, true },
        { nameof(FakeFault.ResetBeforeProcessing), false, false },
        { nameof(FakeFault.ResetBeforeProcessing), true, false },
        { nameof(FakeFault.ResetAfterProcessing), false, true },
        { nameof(FakeFault.ResetAfterProcessing), true, true },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task A_connection_ends_without_an_answer_in_the_way_that_the_fault_says(string name, bool keptAlive, bool spent)
    {
        using var connection = await RawConnection.ToAsync(_weChat.BaseAddress);
        if (keptAlive)
        {
            await connection.SendAsync(Caller.LoginUrl(_weChat, _alice.NextLoginCode()));
            Assert.StartsWith("HTTP/1.1 200", await connection.ReceiveAnswerAsync(), StringComparison.Ordinal);
        }

        _weChat.Faults.Next(Named.Fault(name));
        var code = _alice.NextLoginCode();
        await connection.SendAsync(Caller.LoginUrl(_weChat, code));

        if (name.StartsWith("Close", StringComparison.Ordinal))
        {
            Assert.Equal(0, await connection.ReceiveAsync());
        }
        else
        {
            var error = await Assert.ThrowsAsync<SocketException>(async () => await connection.ReceiveAsync());
            Assert.Equal(SocketError.ConnectionReset, error.SocketErrorCode);
        }

        Assert.Equal(keptAlive, _weChat.Journal.Arrivals[^1].IsReusedConnection);
        Assert.Equal(spent ? 40163 : 0, await ErrorOfLoginAsync(code));
    }

    [Theory]
    [InlineData(nameof(FakeFault.CloseAfterProcessing))]
    [InlineData(nameof(FakeFault.ResetAfterProcessing))]
    public async Task An_HttpClient_sees_a_lost_answer_and_the_journal_a_single_arrival(string name)
    {
        _weChat.Faults.Next(Named.Fault(name));

        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.LoginOnceAsync(_weChat, _alice.NextLoginCode()));
        Assert.Equal(1, _weChat.Journal.CallsTo(Route));
    }

    [Fact]
    public async Task The_journal_shows_the_requests_that_the_runtime_sends_again_by_itself()
    {
        using var warm = await _caller.LoginAsync(_weChat, _alice.NextLoginCode());
        _weChat.Journal.Clear();
        _weChat.Faults.Next(FakeFault.CloseAfterProcessing);

        // A GET without a content, on a pooled connection: the runtime takes the end for an idle timeout.
        Assert.Equal(40163, await _caller.LoginErrorAsync(_weChat, _alice.NextLoginCode()));
        Assert.Equal([true, false], _weChat.Journal.Arrivals.Select(arrival => arrival.IsReusedConnection));
    }

    [Fact]
    public async Task A_hanging_request_takes_effect_only_when_it_is_let_go()
    {
        _weChat.Faults.Next(FakeFault.Hang);
        var code = _alice.NextLoginCode();
        var hanging = _caller.LoginAsync(_weChat, code);
        await _weChat.Journal.WaitForArrivalsAsync(1, TestContext.Current.CancellationToken);

        Assert.Equal(0, await ErrorOfLoginAsync(code));
        Assert.False(hanging.IsCompleted);

        _weChat.Faults.Clear();
        using var answer = await hanging.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Contains("40163", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_gives_up_on_a_hanging_request_never_spends_the_code()
    {
        var code = await GiveUpAsync(FakeFault.Hang);

        Assert.Equal(0, await ErrorOfLoginAsync(code));
    }

    [Fact]
    public async Task A_client_that_gives_up_on_a_late_answer_has_spent_the_code()
    {
        var code = await GiveUpAsync(FakeFault.Latency(TimeSpan.FromHours(1)));

        Assert.Equal(40163, await ErrorOfLoginAsync(code));
    }

    [Fact]
    public async Task A_late_answer_comes_at_once_when_the_faults_are_cleared()
    {
        _weChat.Faults.Next(FakeFault.Latency(TimeSpan.FromHours(1)));
        var late = _caller.LoginAnswerAsync(_weChat, _alice.NextLoginCode());
        await _weChat.Journal.WaitForArrivalsAsync(1, TestContext.Current.CancellationToken);
        Assert.False(late.IsCompleted);

        _weChat.Faults.Clear();
        Assert.Equal("o-alice", (await late.WaitAsync(Patience, TestContext.Current.CancellationToken)).GetProperty("openid").GetString());
    }

    [Fact]
    public async Task Latency_lasts_as_long_as_it_says()
    {
        _weChat.Faults.Next(FakeFault.Latency(TimeSpan.FromMilliseconds(200)));
        var began = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await ErrorOfLoginAsync(_alice.NextLoginCode()));
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(190));
    }

    /// <summary>Sends a login, leaves once it has arrived, and returns when the server is done with it.</summary>
    private async Task<string> GiveUpAsync(FakeFault fault)
    {
        _weChat.Faults.Next(fault);
        var code = _alice.NextLoginCode();
        using (var connection = await RawConnection.ToAsync(_weChat.BaseAddress))
        {
            await connection.SendAsync(Caller.LoginUrl(_weChat, code));
            await _weChat.Journal.WaitForArrivalsAsync(1, TestContext.Current.CancellationToken);
        }

        // Stopping waits for what is under way.
        _weChat.StopListening();
        _weChat.ResumeListening();
        return code;
    }

    private async Task<int> ErrorOfLoginAsync(string code)
    {
        var answer = await _caller.LoginAnswerAsync(_weChat, code);
        return answer.TryGetProperty("errcode", out var error) ? error.GetInt32() : 0;
    }

    public async ValueTask DisposeAsync()
    {
        _caller.Dispose();
        await _weChat.DisposeAsync();
    }
}
