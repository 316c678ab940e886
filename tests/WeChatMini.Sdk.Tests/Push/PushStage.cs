using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>A backend with push, reached in bytes, and what its handlers got.</summary>
internal sealed class PushStage : IAsyncDisposable
{
    private readonly LogCollector _log = new();

    public PushStage(Action<WeChatMiniOptions>? options = null, Action<WeChatMiniBuilder>? configure = null, TimeProvider? clock = null)
    {
        var settings = new WeChatMiniOptions
        {
            AppId = WeChat.AppId,
            AppSecret = WeChat.AppSecret,
            BaseAddress = WeChat.BaseAddress,
            Push = new WeChatPushOptions { Token = WeChat.Push.Token, EncodingAESKey = WeChat.Push.EncodingAESKey },
        };
        options?.Invoke(settings);
        Client = WeChatMiniClient.Create(settings, builder =>
        {
            builder.Services.AddSingleton(clock ?? WeChat.Clock);
            builder.Services.AddLogging(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Trace));
            builder.AddPushHandler<PushMessage>((push, _, _) =>
            {
                Handled.Enqueue(push);
                return default;
            });
            configure?.Invoke(builder);
        });
    }

    public FakeWeChat WeChat { get; } = FakeWeChat.Start();

    public WeChatMiniClient Client { get; }

    public ConcurrentQueue<PushMessage> Handled { get; } = new();

    public IReadOnlyCollection<string> Log => _log.Lines;

    /// <summary>The plain signature, as WeChat sends it beside the other one.</summary>
    public static string Signature(params string[] parts)
    {
        Array.Sort(parts, StringComparer.Ordinal);
#pragma warning disable CA5350 // WeChat's algorithm.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
#pragma warning restore CA5350
    }

    public Task<MiniResponse> SendAsync(FakePushMessage message, FakePushCorruption wrong = FakePushCorruption.None) => SendAsync(WeChat.Push.Create(message, wrong));

    public Task<MiniResponse> SendAsync(FakePushRequest request) => SendAsync(request.Method, request.Query, request.Body);

    public async Task<MiniResponse> SendAsync(string method, string query, ReadOnlyMemory<byte> body = default, params (string Name, string Value)[] headers) =>
        await Client.Endpoint.HandleAsync(
            new MiniRequest(method, "/wx/push", headers.Select(header => KeyValuePair.Create(header.Name, header.Value)), body) { Query = query },
            TestContext.Current.CancellationToken);

    /// <summary>Asserts that the answer is the one refusal and that nothing but one line in the log came of it.</summary>
    public void IsRefused(MiniResponse answer)
    {
        Assert.Equal((403, 0), (answer.StatusCode, answer.Body.Length));
        Assert.Equal(["Cache-Control"], answer.Headers.Keys);
        Assert.Empty(Handled);
        Assert.Equal("500 A push to (default) was refused.", Assert.Single(_log.Take()));
    }

    public static void IsSuccess(MiniResponse answer) => Assert.Equal("200 success", string.Create(CultureInfo.InvariantCulture, $"{answer.StatusCode} {Encoding.UTF8.GetString(answer.Body.Span)}"));

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await WeChat.DisposeAsync();
    }
}
