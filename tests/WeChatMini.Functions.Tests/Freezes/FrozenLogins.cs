using System.Diagnostics;
using System.Security.Cryptography;
using WeChatMini.Functions.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Functions.Tests.Freezes;

/// <summary>A function on Lambda that somebody signs in at all the time, and that is frozen at some moment of it, with connections to Redis that die meanwhile without a word.</summary>
internal sealed class FrozenLogins : IAsyncDisposable
{
    private readonly FakeUser _user;

    /// <summary>Whose session has to outlive the freeze; a user who signs in all the time loses the oldest to the cap.</summary>
    private readonly FakeUser _other;
    private readonly DeafProxy _redis;
    private readonly RuntimeGateway _gateway;
    private FunctionProcess? _function;

    private FrozenLogins(FakeUser user, FakeUser other, int redisPort)
    {
        (_user, _other) = (user, other);
        _redis = new DeafProxy(redisPort);
        _gateway = RuntimeGateway.LambdaUrl();
    }

    public static async Task<FrozenLogins> StartAsync(FakeWeChat weChat, FakeUser user, int redisPort)
    {
        var logins = new FrozenLogins(user, weChat.Users.Add(user.OpenId + "-other"), redisPort);
        await logins._gateway.StartAsync();
        logins._function = FunctionProcess.Start(FunctionPrograms.Function, logins._gateway.Variables.Concat(Settings.Of(weChat, logins._redis.Configuration)));
        var token = (await WarmUp.AsksAsync(logins._gateway, () => Message.Login(user.NextLoginCode()))).SignedIn();
        Assert.Equal(200, (await WarmUp.AsksAsync(logins._gateway, () => Message.Session(token))).Status);
        Assert.Equal(204, (await WarmUp.AsksAsync(logins._gateway, () => Message.Logout(token))).Status);
        return logins;
    }

    /// <summary>Freezes once.</summary>
    /// <param name="time">For how long.</param>
    /// <param name="losesConnections">Whether the connections to Redis die meanwhile.</param>
    /// <param name="log">What it came to.</param>
    public async Task FreezeAsync(TimeSpan time, bool losesConnections, FreezeLog log)
    {
        using var end = new CancellationTokenSource();
        var token = (await WarmUp.AsksAsync(_gateway, () => Message.Login(_other.NextLoginCode()))).SignedIn();
        var underWay = SignInUntilAsync(log, end.Token);

        // A login takes a few milliseconds here: this is somewhere in one of the next hundred.
        await Task.Delay(TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(400_000)));
        ProcessTree.Freeze(_function!.Id);
        await end.CancelAsync();
        if (losesConnections)
        {
            _redis.LoseConnections();
        }

        await Task.Delay(time);
        ProcessTree.Thaw(_function.Id);
        var thaw = Stopwatch.GetTimestamp();
        await underWay;
        (await SignInAsync()).SignedIn();
        log.Worked(losesConnections ? "login with dead connections" : "login", Stopwatch.GetElapsedTime(thaw));

        // A session of before is what it was, and one that ends now has ended.
        Assert.Equal(200, (await _gateway.SendAsync(Message.Session(token))).Status);
        Assert.Equal(204, (await _gateway.SendAsync(Message.Logout(token))).Status);
        (await _gateway.SendAsync(Message.Session(token))).IsProblem(401, "login_again");
    }

    public async ValueTask DisposeAsync()
    {
        await _function!.DisposeAsync();
        await _gateway.DisposeAsync();
        await _redis.DisposeAsync();
    }

    private Task<Answer> SignInAsync() => _gateway.SendAsync(Message.Login(_user.NextLoginCode()));

    private async Task SignInUntilAsync(FreezeLog log, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var answer = await _gateway.SendAsync(Message.Login(_user.NextLoginCode()));
            if (answer.Status == 502)
            {
                // The host waited for the limit, and the process was still frozen.
                log.CutOff();
            }
            else if (answer.Status != 200)
            {
                answer.IsProblem(503, answer.Json.GetProperty("code").GetString()!);
                log.CutOff();
            }
        }
    }
}
