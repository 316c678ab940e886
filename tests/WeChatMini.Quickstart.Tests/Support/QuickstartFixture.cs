using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace WeChatMini.Quickstart.Tests.Support;

/// <summary>The quickstart as a newcomer starts it, and a browser: one of each, for tests that run one after another.</summary>
[CollectionDefinition(nameof(QuickstartFixture))]
public sealed partial class QuickstartFixture : ICollectionFixture<QuickstartFixture>, IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Task? _started;

    /// <summary>The address that the program printed.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Opens the page on a phone that has nothing stored.</summary>
    public async Task<QuickstartPage> OpenAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light)
    {
        // Here and not when the fixture is made: only a test can be skipped.
        await (_started ??= StartAsync(Required.Program("chromium")));
        await SetAsync("weChatBusy", false);
        await SetAsync("codeUsed", false);
        await SetAsync("storeDown", false);
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = 860 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return await QuickstartPage.OpenAsync(await context.NewPageAsync(), Address);
    }

    /// <summary>How many logins reached WeChat since the start.</summary>
    public async Task<int> LoginsAsync() =>
        (await _http.GetFromJsonAsync<JsonObject>($"{Address}/fake/trouble", TestContext.Current.CancellationToken))!["loginsAtWeChat"]!.GetValue<int>();

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _http.Dispose();
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
    }

    private async Task StartAsync(string chromium)
    {
        // The walk-through of a new process ends early when the machine is so busy that its first login takes too long.
        for (var attempt = 0; Address.Length == 0 && attempt < 3; attempt++)
        {
            await StartProgramAsync();
        }

        Assert.True(Address.Length > 0, "The quickstart ended before it invited anybody.");
        Assertions.SetDefaultExpectTimeout(15_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium });
    }

    private async Task StartProgramAsync()
    {
        // Next to the running runtime, wherever it is installed.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
        _process?.Dispose();
        _process = Process.Start(new ProcessStartInfo(dotnet, [Folders.Quickstart]) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (Invitation().Match(line) is { Success: true } match)
            {
                Address = match.Groups["address"].Value;
                _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }
    }

    private async Task SetAsync(string trouble, bool on)
    {
        using var answer = await _http.PutAsync(new Uri($"{Address}/fake/trouble/{trouble}/{on}"), null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex(@"Open (?<address>http://127\.0\.0\.1:\d+) in a browser")]
    private static partial Regex Invitation();
}
