using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;
using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Sql;

namespace TokenWorker;

/// <summary>A client and its share, with options that can be reloaded. Tokens leave it as the beginning of their hash.</summary>
internal sealed class Instance : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration;
    private readonly ServiceProvider _services;
    private readonly ConcurrentDictionary<string, string> _seen = new();
    private readonly HttpClient _http = new();

    public Instance(Uri weChat, string appId, string secret, string share, TimeProvider clock)
    {
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AppId"] = appId,
            ["AppSecret"] = secret,
            ["BaseAddress"] = weChat.ToString(),
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        var builder = services.AddWeChatMini(_configuration);
        switch (share.Split(':', 2))
        {
            case ["redis", var configuration]:
                builder.ShareAccessTokens(configuration);
                break;
            case ["sqlite", var path]:
                builder.ShareAccessTokens(SqliteFactory.Instance.CreateDataSource($"Data Source={path}"), new SqliteDialect());
                break;
            case not ["none"]:
                throw new ArgumentException("none, redis:CONFIGURATION or sqlite:PATH", nameof(share));
        }

        _http.BaseAddress = weChat;
        _services = services.BuildServiceProvider();
        Tokens = _services.GetRequiredService<WeChatMiniClient>().AccessTokens;
        Share = _services.GetKeyedService<IAccessTokenShare>("");
    }

    public Counters Counters { get; } = new();

    public IAccessTokenProvider Tokens { get; }

    public IAccessTokenShare? Share { get; }

    /// <summary>Fetches once past the share, so that whatever a process compiles on its first call to WeChat is compiled.</summary>
    public async Task WarmUpAsync()
    {
        await using var alone = WeChatMiniClient.Create(new WeChatMiniOptions
        {
            AppId = _configuration["AppId"]!,
            AppSecret = _configuration["AppSecret"]!,
            BaseAddress = new Uri(_configuration["BaseAddress"]!),
        });
        await alone.AccessTokens.GetTokenAsync();
    }

    public void UseSecret(string secret)
    {
        _configuration["AppSecret"] = secret;
        _configuration.Reload();
    }

    public async Task<string> GetAsync()
    {
        var token = (await Tokens.GetTokenAsync()).Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 8));
        _seen[hash] = token;
        return hash;
    }

    public void Invalidate(string hash) => Tokens.Invalidate(_seen[hash]);

    /// <summary>Calls a server API with the token, past everything that could mend it: what WeChat says of it.</summary>
    public async Task<string> UseAsync(string hash)
    {
        using var answer = await _http.GetAsync(new Uri("wxa/probe?access_token=" + _seen[hash], UriKind.Relative));
        return (await answer.Content.ReadAsStringAsync()).Replace(" ", "", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Counters.Dispose();
        _http.Dispose();
    }
}
