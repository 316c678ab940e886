using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>
/// A redis-server of the test's own on a free loopback port, without persistence. Where the program is missing the test is
/// skipped, or fails when WECHATMINI_ENGINES is <c>required</c>.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private readonly string? _password;
    private Process? _process;

    private RedisServer(string? password) => _password = password;

    public int Port { get; private set; }

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string Configuration => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}{(_password is null ? "" : ",password=" + _password)}");

    public static async Task<RedisServer> StartAsync(string? password = null)
    {
        if (!IsInstalled())
        {
            const string Missing = "There is no redis-server in PATH (Debian: apt-get install redis-server).";
            if (Environment.GetEnvironmentVariable("WECHATMINI_ENGINES") == "required")
            {
                Assert.Fail(Missing);
            }

            Assert.Skip(Missing);
        }

        var server = new RedisServer(password);

        // Between finding a free port and listening on it somebody else may take it.
        for (var attempt = 0; !await server.TryListenAsync(FreePort()); attempt++)
        {
            Assert.True(attempt < 10, "redis-server does not start.");
        }

        return server;
    }

    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>On the same port, empty.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        Assert.True(await TryListenAsync(Port));
    }

    public void Freeze() => Signals.Freeze(_process!.Id);

    public void Thaw() => Signals.Thaw(_process!.Id);

    // SIGKILL ends a frozen process too.
    public async ValueTask DisposeAsync() => await KillAsync();

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => folder.Length > 0 && File.Exists(Path.Combine(folder, "redis-server")));

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private async Task<bool> TryListenAsync(int port)
    {
        var start = new ProcessStartInfo("redis-server") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in new[] { "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no" })
        {
            start.ArgumentList.Add(argument);
        }

        if (_password is not null)
        {
            start.ArgumentList.Add("--requirepass");
            start.ArgumentList.Add(_password);
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                // Nothing may stand still because nobody reads on.
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                (_process, Port) = (process, port);
                return true;
            }
        }

        await process.WaitForExitAsync();
        process.Dispose();
        return false;
    }
}
