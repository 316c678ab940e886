using System.Net;
using System.Net.Sockets;
using System.Text;
using WeChatMini.Engines;
using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Sinks;
using WeChatMini.Sdk.LeakTests.Upstream;
using WeChatMini.Sdk.Storage.Redis.Tests.Support;

namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>A redis-server of one scene, with everything that it is told.</summary>
internal sealed class RedisStage : IAsyncDisposable
{
    public const string Commands = "Redis commands (MONITOR)";

    private const string End = "the-end-of-the-scene";

    private readonly RedisServer _server;
    private readonly string _password;
    private readonly CommandTap _tap;
    private EchoingRedis? _echoing;
    private bool _isUp = true;

    private RedisStage(RedisServer server, CommandTap tap, string password)
    {
        _password = password;
        _server = server;
        _tap = tap;
        ConfigurationOfTheApplication = server.Configuration;
    }

    /// <summary>What the application is given, right or wrong.</summary>
    public string ConfigurationOfTheApplication { get; private set; }

    public static async Task<RedisStage> StartAsync(Secrets secrets)
    {
        var server = await RedisServer.StartAsync(secrets.RedisPassword);
        return new RedisStage(server, await CommandTap.OpenAsync(server.Port, secrets.RedisPassword), secrets.RedisPassword);
    }

    public void Kill()
    {
        _isUp = false;
        _server.KillAsync().GetAwaiter().GetResult();
    }

    public void Freeze()
    {
        _isUp = false;
        _server.Freeze();
    }

    /// <summary>Gives the application the password of another Redis.</summary>
    public void MistakePassword(Secrets secrets) => ConfigurationOfTheApplication = _server.Configuration.Replace(secrets.RedisPassword, secrets.RedisPassword + "0", StringComparison.Ordinal);

    /// <summary>Gives the application a Redis that refuses each command and repeats it.</summary>
    public void Mistake(Secrets secrets)
    {
        _echoing = new EchoingRedis();
        ConfigurationOfTheApplication = $"{_echoing.Address},password={secrets.RedisPassword}";
    }

    /// <summary>Takes down the commands so far, each that has been answered.</summary>
    public async Task RecordAsync(Recording recording)
    {
        if (_isUp)
        {
            using var last = new TcpClient();
            await last.ConnectAsync(IPAddress.Loopback, _server.Port);
            await last.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {_password}\r\nECHO {End}\r\n"));
            await _tap.UpToAsync(End);
        }

        recording.Add(Commands, "", _tap.Seen.Split('\n'));
    }

    public async ValueTask DisposeAsync()
    {
        _echoing?.Dispose();
        await _tap.DisposeAsync();
        await _server.DisposeAsync();
    }
}
