using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using Xunit;

namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>One client, and the model beside it: every event happens to both, and both must say the same.</summary>
internal sealed class Interleaving : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);
    private static readonly int[] Seconds = [1, 29, 31, 100, 3600, 6959, 7085, 7141, 7171, 8000];

    private readonly ScriptedWire _wire = new();
    private readonly FakeTimeProvider _clock = new(Start);
    private readonly FailureLog _failures = new();
    private readonly WeChatMiniClient _client;
    private readonly TokenModel _model = new(Start);
    private readonly List<Task<AccessToken>> _waiting = [];
    private Action<string>? _answer;

    public Interleaving() => _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = "wx0123456789abcdef", AppSecret = "secret" }, builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddLogging(logging => logging.AddProvider(_failures));
        _wire.LayUnder(builder.Services);
    });

    private IAccessTokenProvider Tokens => _client.AccessTokens;

    public static async Task RunAsync(IEnumerable<(Event Event, int Choice)> history)
    {
        await using var run = new Interleaving();
        foreach (var (happens, choice) in history)
        {
            await run.StepAsync(happens, choice);
            Assert.Equal(run._model.Requests, run._wire.Requests);
        }

        // Whatever is left over must end, and leave a client that works.
        while (run._model.IsAsking)
        {
            await run.AnswerAsync(isEarly: false);
        }

        run.Pass(8000);
        await run.GetAsync(isEarly: false);
        while (run._model.IsAsking)
        {
            await run.AnswerAsync(isEarly: false);
        }

        Assert.Empty(run._waiting);
        Assert.Equal(run._model.Requests, run._wire.Requests);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private Task StepAsync(Event happens, int choice)
    {
        switch (happens)
        {
            case Event.Get:
                return GetAsync(isEarly: choice % 2 == 0);
            case Event.CurrentIsRejected:
                Reject(_model.Held);
                break;
            case Event.OldIsRejected:
                Reject(choice % _model.Current);
                break;
            case Event.WeChatEndsToken:
                _model.WeChatEndsToken();
                break;
            case Event.RefreshCompletes:
                return AnswerAsync(isEarly: choice % 2 == 0);
            case Event.RefreshFails:
                return RefuseAsync();
            default:
                Pass(Seconds[choice % Seconds.Length]);
                break;
        }

        return Task.CompletedTask;
    }

    private void Pass(int seconds) => _clock.Advance(_model.Pass(TimeSpan.FromSeconds(seconds)));

    private void Reject(int token)
    {
        if (token != 0)
        {
            _model.Reject(token);
            Tokens.Invalidate(NameOf(token));
        }
    }

    private async Task GetAsync(bool isEarly)
    {
        var old = _model.IsValid ? _model.Held : 0;
        var call = Tokens.GetTokenAsync(TestContext.Current.CancellationToken).AsTask();
        if (!_model.IsFresh && !_model.IsAsking && !_model.RemembersFailure)
        {
            _answer = await _wire.ArrivalAsync();
            _model.Ask(isEarly);
        }

        if (_model.IsFresh || _model.IsComfortable || !_model.IsAsking)
        {
            // At once: from memory, while somebody else refreshes, or because a failure is remembered; its own refresh may be ending still.
            Assert.True(call.IsCompleted || !_model.IsComfortable);
            await CheckAsync(call, old);
        }
        else
        {
            Assert.False(call.IsCompleted);
            _waiting.Add(call);
        }
    }

    private async Task AnswerAsync(bool isEarly)
    {
        if (!_model.IsAsking)
        {
            return;
        }

        var (token, isUseful) = _model.Answer();
        _answer!($$"""{"access_token":"{{NameOf(token)}}","expires_in":7200}""");
        if (!isUseful)
        {
            _answer = await _wire.ArrivalAsync();
            _model.Ask(isEarly);
            return;
        }

        await CheckWaitingAsync(token);

        // Those that did not wait see the new token soon.
        var end = _model.HeldEnd.AddSeconds(-30);
        while (Tokens.GetTokenAsync(TestContext.Current.CancellationToken).AsTask() is var probe && !(probe.IsCompletedSuccessfully && probe.Result.ExpiresAt == end))
        {
            await Task.Yield();
        }
    }

    private async Task RefuseAsync()
    {
        if (_model.IsAsking)
        {
            _model.Refuse();
            _answer!("""{"errcode":40125,"errmsg":"invalid appsecret"}""");
            await _failures.NextAsync();
            await CheckWaitingAsync(_model.IsValid ? _model.Held : 0);
        }
    }

    private async Task CheckWaitingAsync(int expected)
    {
        foreach (var call in _waiting)
        {
            await CheckAsync(call, expected);
        }

        _waiting.Clear();
    }

    private static async Task CheckAsync(Task<AccessToken> call, int expected)
    {
        var patient = call.WaitAsync(TimeSpan.FromSeconds(30));
        if (expected == 0)
        {
            Assert.Equal(40125, (await Assert.ThrowsAsync<WeChatException>(() => patient)).ErrorCode);
        }
        else
        {
            Assert.Equal(NameOf(expected), (await patient).Value);
        }
    }

    private static string NameOf(int token) => string.Create(CultureInfo.InvariantCulture, $"token-{token}");
}
