using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>A WeChat with a backup host, and one cold client after the other that makes one call.</summary>
internal sealed class TwoHosts : IAsyncDisposable
{
    private readonly FakeWeChat _first = FakeWeChat.Start();
    private readonly FakeWeChat _backup;
    private readonly FakeListener _silent = FakeNetwork.NeverAnswers();
    private readonly FakeListener _plainText = FakeNetwork.SpeaksPlainText();

    public TwoHosts()
    {
        _backup = FakeWeChat.Start(new FakeWeChatOptions { AppId = _first.AppId, AppSecret = _first.AppSecret });
        foreach (var host in (FakeWeChat[])[_first, _backup])
        {
            host.Apis.Add(ApiBackend.Path, static _ => FakeApiAnswer.Json("""{"errcode":0}"""));
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes a call go wrong at the first host and counts what arrived at either.</summary>
    public async Task<(int First, int Backup)> CountAsync(string call, string fault, bool hasBackup, FakeFault? atBackup)
    {
        var (path, patience) = call switch
        {
            "code2session" => ("/sns/jscode2session", 3),
            "legacy" => ("/cgi-bin/token", 3),
            "stable" or "force" => ("/cgi-bin/stable_token", 3),
            _ => (ApiBackend.Path, 8),
        };
        var clock = new RetryClock(_first.Clock.GetUtcNow());
        void Configure(WeChatMiniOptions options)
        {
            options.BaseAddress = AddressOf(fault);
            options.BackupAddress = hasBackup ? _backup.BaseAddress : null;
            options.AccessTokens.Endpoint = call == "legacy" ? AccessTokenEndpoint.Legacy : AccessTokenEndpoint.Stable;
        }

        if (At(fault) is { } atFirst)
        {
            _first.Faults.Always(atFirst, path);
        }

        if (atBackup is not null)
        {
            _backup.Faults.Always(atBackup, path);
        }

        TimeSpan? giveUp = fault == "timeout" ? TimeSpan.FromSeconds(patience) : null;
        await (call is "GET" or "POST" ? ApiAsync(call, clock, Configure, giveUp) : ClientAsync(call, clock, Configure, giveUp));
        var counted = (_first.Journal.CallsTo(path), _backup.Journal.CallsTo(path));
        foreach (var host in (FakeWeChat[])[_first, _backup])
        {
            host.Faults.Clear();
            host.Journal.Clear();
        }

        return counted;
    }

    public async ValueTask DisposeAsync()
    {
        await _silent.DisposeAsync();
        await _plainText.DisposeAsync();
        await _first.DisposeAsync();
        await _backup.DisposeAsync();
    }

    private Uri AddressOf(string fault) => fault switch
    {
        // RFC 2606: no such name, ever.
        "dns" => new Uri("https://wechat.invalid"),
        "refused" => FakeNetwork.NobodyListens(),
        "tls" => _plainText.Address,
        "silent" => new Uri($"https://127.0.0.1:{_silent.Address.Port}"),
        _ => _first.BaseAddress,
    };

    private static FakeFault? At(string fault) => fault switch
    {
        "dns" or "refused" or "tls" or "silent" => null,
        "reset-before" => FakeFault.ResetBeforeProcessing,
        "reset-after" => FakeFault.ResetAfterProcessing,
        "fin-before" => FakeFault.CloseBeforeProcessing,
        "fin-after" => FakeFault.CloseAfterProcessing,
        "timeout" => FakeFault.Hang,
        "500" => FakeFault.Status(500),
        _ => FakeFault.Error(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private async Task ClientAsync(string call, RetryClock clock, Action<WeChatMiniOptions> configure, TimeSpan? giveUp)
    {
        var options = new WeChatMiniOptions { AppId = _first.AppId, AppSecret = _first.AppSecret };
        configure(options);
        await using var client = WeChatMiniClient.Create(options, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            if (call == "legacy")
            {
                builder.ShareAccessTokens(_ => new MemoryShare());
            }
        });
        await EndAsync(clock, giveUp, () => call switch
        {
            "code2session" => client.ExchangeCodeAsync("a-code", Cancellation),
            "force" => client.AccessTokens.ForceRefreshAsync(Cancellation),
            _ => client.AccessTokens.GetTokenAsync(Cancellation).AsTask(),
        });
    }

    private async Task ApiAsync(string call, RetryClock clock, Action<WeChatMiniOptions> configure, TimeSpan? giveUp)
    {
        await using var api = new ApiBackend(_first, configure, clock);

        // Before, so that only the call itself meets the fault; where no host is to be had, there is no token either.
        await EndAsync(clock, null, () => api.Tokens.GetTokenAsync(Cancellation).AsTask());
        await EndAsync(clock, giveUp, () => call == "GET" ? api.GetAsync() : api.PostAsync());
    }

    /// <summary>Makes a call and waits for its end. Where the host hangs, each arrival there is given up on after the patience for one attempt.</summary>
    private async Task EndAsync(RetryClock clock, TimeSpan? giveUp, Func<Task> start)
    {
        // Counted before the call, which may arrive at once.
        var arrivals = _first.Journal.Arrivals.Count + 1;
        var call = start();
        for (; giveUp is { } patience && !call.IsCompleted; arrivals++)
        {
            await Task.WhenAny(call, _first.Journal.WaitForArrivalsAsync(arrivals, Cancellation));
            clock.Advance(patience);
        }

        var failure = await Record.ExceptionAsync(() => call.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        Assert.True(failure is null or WeChatException, failure?.ToString());
    }
}
