using System.Diagnostics;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Redis.Tests.Push;

/// <summary>An instance that gets pushes, in a process of its own.</summary>
internal sealed class PushProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PushProcess(Process process) => _process = process;

    public static async Task<PushProcess> StartAsync(RedisServer redis, FakeWeChat weChat, string manner)
    {
        // Beside the tests, which have ASP.NET Core, some of the program's files would be left out: it lies in its own folder.
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory.Replace("WeChatMini.Sdk.Storage.Redis.Tests", "PushWorker", StringComparison.Ordinal), "PushWorker.dll"));
        var start = new ProcessStartInfo("dotnet", [program, redis.Configuration, manner]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var instance = new PushProcess(Process.Start(start)!);
        await instance._process.StandardInput.WriteLineAsync($"{weChat.AppId} {weChat.Push.Token} {weChat.Push.EncodingAESKey}");
        Assert.Equal("ready", await instance.ReadAsync());
        return instance;
    }

    /// <summary>Sends one request; the answer is its status and how many pushes were handled there.</summary>
    public async Task<(int Status, int Handled)> SendAsync(FakePushRequest request)
    {
        await BeginAsync(request);
        var words = (await ReadAsync())!.Split(' ');
        return (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    public Task BeginAsync(FakePushRequest request) => _process.StandardInput.WriteLineAsync($"{request.Query} {Convert.ToBase64String(request.Body.Span)}");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync();
}
