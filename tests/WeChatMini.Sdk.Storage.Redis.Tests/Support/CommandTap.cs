using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Support;

/// <summary>Sees every command with all its arguments, as somebody with <c>MONITOR</c> on the Redis does.</summary>
internal sealed class CommandTap : IAsyncDisposable
{
    private readonly TcpClient _connection = new();
    private readonly StringBuilder _seen = new();
    private readonly Lock _gate = new();

    public static async Task<CommandTap> OpenAsync(int port, string password)
    {
        var tap = new CommandTap();
        await tap._connection.ConnectAsync(IPAddress.Loopback, port);
        var stream = tap._connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"AUTH {password}\r\nMONITOR\r\n")));
        var reader = new StreamReader(stream, Encoding.Latin1);
        Assert.Equal("+OK", await reader.ReadLineAsync());
        Assert.Equal("+OK", await reader.ReadLineAsync());
        _ = Task.Run(async () =>
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (tap._gate)
                {
                    tap._seen.Append(line).Append('\n');
                }
            }
        });
        return tap;
    }

    /// <summary>Everything so far.</summary>
    public string Seen
    {
        get
        {
            lock (_gate)
            {
                return _seen.ToString();
            }
        }
    }

    /// <summary>Everything up to a command that holds this mark.</summary>
    public async Task<string> UpToAsync(string mark)
    {
        while (true)
        {
            if (Seen is var seen && seen.Contains(mark, StringComparison.Ordinal))
            {
                return seen;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return default;
    }
}
