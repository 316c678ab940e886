using System.Text;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Tokens;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.LeakTests.Modes;

/// <summary>Random calls while WeChat, the store and the login handler fail at random. The seed makes a run repeatable but for its threads.</summary>
internal sealed class Chaos
{
    private const double FaultShare = 0.35;

    private readonly Scene _scene;
    private readonly Random _random;
    private readonly IReadOnlyList<Func<StubExchange, Task<bool>>> _replies;
    private readonly Lock _gate = new();
    private readonly List<string> _tokens = ["", "x"];

    public Chaos(Scene scene, int seed)
    {
        _scene = scene;
        _random = new Random(seed);
        _replies = [.. ModeTable.RepliesOf(scene)];
        scene.WeChat.Reply = exchange => Fails() ? _replies[Next(_replies.Count)](exchange) : scene.GoodReply(exchange);
        scene.Store.Before = async (statement, cancellationToken) =>
        {
            switch (Fails() ? Next(4) : -1)
            {
                case 0:
                    throw RecordingStore.Failure(statement);
                case 1:
                    throw new TimeoutException("the pool is empty");
                case 2:
                    throw new OperationCanceledException("the driver cancelled itself");
                case 3:
                    await scene.Clock.HangAsync(cancellationToken);
                    break;
            }
        };
        scene.Handler.Decide = async (context, cancellationToken) =>
        {
            switch (Fails() ? Next(4) : -1)
            {
                case 0:
                    throw new InvalidOperationException("the user table is locked");
                case 1:
                    return null!;
                case 2:
                    await scene.Clock.HangAsync(cancellationToken);
                    break;
                case 3:
                    return LoginDecision.Refuse("no");
            }

            return await LoginHandlerScript.Accept(context, cancellationToken);
        };
    }

    /// <summary>Makes one call and returns the exception that came of it, with whether its caller had cancelled.</summary>
    public async Task<(string Operation, Exception? Thrown, bool Cancelled)> CallAsync(WeChatMiniClient client)
    {
        using var leaving = new CancellationTokenSource();
        var (operation, call) = Pick(client, leaving.Token);
        try
        {
            var task = call();
            if (Next(10) == 0)
            {
                await leaving.CancelAsync();
            }

            await task;
            return (operation, null, false);
        }
        catch (Exception exception)
        {
            return (operation, exception, leaving.IsCancellationRequested);
        }
        finally
        {
            _scene.Clock.Settle();

            // So that an open circuit closes again and sessions are touched.
            _scene.Clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    private (string Operation, Func<Task> Call) Pick(WeChatMiniClient client, CancellationToken cancellationToken)
    {
        var sessions = client.Sessions;
        var token = Token();
        var user = Next(8) == 0 ? "" : _scene.Secrets.OpenId;
        return Next(13) switch
        {
            0 or 1 or 2 => ("login", async () => Keep((await client.LoginAsync(Code(), cancellationToken)).Token)),
            3 => ("login with all", async () => Keep((await client.LoginAsync(new LoginRequest(Code()) { PresentedToken = token, Deadline = _scene.Clock.GetUtcNow().AddSeconds(Next(8)) }, cancellationToken)).Token)),
            4 => ("exchange", () => client.ExchangeCodeAsync(Code(), cancellationToken)),
            5 or 6 => ("validate", () => sessions.ValidateAsync(token, cancellationToken).AsTask()),
            7 => ("rotate", async () => Keep((await sessions.RotateAsync(token, cancellationToken)).Token)),
            8 => ("log out", () => sessions.LogoutAsync(token, cancellationToken).AsTask()),
            9 => ("log out everywhere", () => sessions.LogoutEverywhereAsync(token, cancellationToken).AsTask()),
            10 => ("list, revoke, purge", () => TidyAsync(sessions, user, token, cancellationToken)),
            11 => ("protected call", () => ProtectedAsync(cancellationToken)),
            _ => ("endpoint", () => client.Endpoint.HandleAsync(Request(token), cancellationToken).AsTask()),
        };
    }

    private async Task ProtectedAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var body = new StringContent("{}", Encoding.UTF8, "application/json");
            using var answer = await _scene.Services!.GetRequiredService<ApiClient>().Http.PostAsync(SecureReplies.Path, body, cancellationToken);
        }
        catch (TaskCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // HttpClient puts each cancellation into another one, which is not our business.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async Task TidyAsync(MiniSessions sessions, string user, string token, CancellationToken cancellationToken)
    {
        await sessions.ListAsync(user, cancellationToken);
        await sessions.RevokeAsync(user, token, cancellationToken);
        await sessions.RevokeAllAsync(user, cancellationToken);
        await sessions.PurgeAsync(Next(3), cancellationToken);
    }

    private MiniRequest Request(string token)
    {
        string[] paths = ["/wx/login", "/wx/session", "/wx/logout", "/wx/", "/other", ""];
        string[] bodies = [Malformed.LoginBody(Code()), "{\"everywhere\":true}", "", "{", "{\"code\":\"\\ud800\"}", new string('x', 20_000)];
        return new MiniRequest(
            Next(2) == 0 ? "POST" : "GET",
            paths[Next(paths.Length)],
            [new("authorization", "Bearer " + token), new("content-type", Next(5) == 0 ? "text/plain" : "application/json")],
            Encoding.UTF8.GetBytes(bodies[Next(bodies.Length)]));
    }

    private string Code() => Next(10) switch
    {
        0 => "",
        1 => null!,
        2 => "\ud800 lone surrogate \0",
        3 => new string('c', 129),
        _ => _scene.Secrets.NextCode(),
    };

    private string Token()
    {
        lock (_gate)
        {
            var token = _tokens[_random.Next(_tokens.Count)];
            return _random.Next(6) switch { 0 => token + "\ud800", 1 => null!, _ => token };
        }
    }

    private void Keep(string token)
    {
        lock (_gate)
        {
            _tokens.Add(token);
            if (_tokens.Count > 40)
            {
                _tokens.RemoveAt(2);
            }
        }
    }

    private bool Fails()
    {
        lock (_gate)
        {
            return _random.NextDouble() < FaultShare;
        }
    }

    private int Next(int limit)
    {
        lock (_gate)
        {
            return _random.Next(limit);
        }
    }
}
