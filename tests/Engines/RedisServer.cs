using System.Diagnostics;
using System.Globalization;

namespace WeChatMini.Engines;

/// <summary>A redis-server of the test's own; without persistence unless its settings say so, so that it is empty after a restart.</summary>
internal sealed class RedisServer : EngineServer
{
    private readonly string? _password;
    private readonly string[] _settings;

    private RedisServer(string? password, string[] settings) => (_password, _settings) = (password, settings);

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}{(_password is null ? "" : ",password=" + _password)}");

    protected override (string Name, string Install) Program => ("redis-server", "Debian: apt-get install redis-server");

    protected override string ReadyLine => "Ready to accept connections";

    public static Task<RedisServer> StartAsync(string? password = null) => StartAsync(new RedisServer(password, ["--appendonly", "no"]));

    /// <param name="flush">When the append-only file goes to the disk: <c>always</c>, <c>everysec</c> or <c>no</c>.</param>
    public static Task<RedisServer> StartDurableAsync(string flush) => StartAsync(new RedisServer(null, ["--appendonly", "yes", "--appendfsync", flush]));

    /// <param name="disk">Where its append-only file is.</param>
    public static Task<RedisServer> StartOnAsync(SmallDisk disk) => StartAsync(new RedisServer(null, ["--appendonly", "yes", "--appendfsync", "everysec"]) { Disk = disk });

    protected override Task PrepareAsync()
    {
        Directory.CreateDirectory(Folder);
        return Task.CompletedTask;
    }

    protected override ProcessStartInfo Command(int port) =>
        new(Programs.PathOf("redis-server"),
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", Folder, "--save", "", .. _settings,
            .. _password is null ? Array.Empty<string>() : ["--requirepass", _password],
        ]);
}
