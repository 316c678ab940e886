using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WeChatMini.Sdk.Testing;

namespace ColdStart;

/// <summary>Starts programs and signs in, as a host with a waiting request does.</summary>
internal sealed class Stopwatches(FakeWeChat weChat, string redis, CpuQuota? quota)
{
    private const int WarmLogins = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeUser _user = weChat.Users.Add("o-" + Guid.NewGuid().ToString("N"));

    public async Task<Start> MeasureAsync(Contender contender)
    {
        _user.LoginsPerMinute = int.MaxValue;
        return contender.Host == Door.Lambda ? await OnLambdaAsync(contender.Program) : await OnPortAsync(contender.Program);
    }

    private async Task<Start> OnLambdaAsync(string program)
    {
        await using var runtime = new LambdaStandIn();
        await runtime.StartAsync();
        var waiting = runtime.InvokeAsync(LambdaEvents.Http(Login(), base64: true), Limit);
        var time = Stopwatch.GetTimestamp();
        await using var process = Launch(program, runtime.Variables);
        Check((await waiting).Body, process);
        var first = Stopwatch.GetElapsedTime(time);
        var cpu = Cpu(process.Id);
        var warm = await WarmAsync(async () => Check((await runtime.InvokeAsync(LambdaEvents.Http(Login(), base64: true), Limit)).Body, process));
        return new Start(first.TotalMilliseconds, warm, Resident(process.Id), cpu);
    }

    private async Task<Start> OnPortAsync(string program)
    {
        using var azure = new AzureStandIn(proxies: false);
        var variables = new Dictionary<string, string> { ["PORT"] = azure.Port.ToString(CultureInfo.InvariantCulture) };
        var time = Stopwatch.GetTimestamp();
        await using var process = Launch(program, variables);
        while (true)
        {
            try
            {
                await SendAsync(azure, process);
                break;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(1);
            }
        }

        var first = Stopwatch.GetElapsedTime(time);
        var cpu = Cpu(process.Id);
        var warm = await WarmAsync(() => SendAsync(azure, process));
        return new Start(first.TotalMilliseconds, warm, Resident(process.Id), cpu);
    }

    private async Task SendAsync(AzureStandIn host, FunctionProcess process)
    {
        using var answer = await host.SendAsync(Login());
        if ((int)answer.StatusCode != 200)
        {
            throw new InvalidOperationException($"{answer.StatusCode}: {process.Output}");
        }

        await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<double> WarmAsync(Func<Task> login)
    {
        var times = new double[WarmLogins];
        for (var i = 0; i < times.Length; i++)
        {
            var time = Stopwatch.GetTimestamp();
            await login();
            times[i] = Stopwatch.GetElapsedTime(time).TotalMilliseconds;
        }

        return Median(times);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private FunctionProcess Launch(string program, IReadOnlyDictionary<string, string> host)
    {
        var variables = host.Concat(new Dictionary<string, string>
        {
            ["WeChatMini__AppId"] = weChat.AppId,
            ["WeChatMini__AppSecret"] = weChat.AppSecret,
            ["WeChatMini__BaseAddress"] = weChat.BaseAddress.ToString(),
            ["Sessions__Store"] = "redis",
            ["Sessions__Connection"] = redis,
            ["Logging__LogLevel__Default"] = "Warning",
            ["DOTNET_TieredPGO"] = "0",
        });
        return quota is null ? FunctionProcess.Start(program, variables) : quota.Start(program, variables);
    }

    private GatewayRequest Login() => new("POST", "/wx/login", [new("Host", "login.example.com"), new("Content-Type", "application/json")], Encoding.UTF8.GetBytes($$"""{"code":"{{_user.NextLoginCode()}}"}"""));

    private static void Check(byte[] answer, FunctionProcess process)
    {
        if (answer.Length == 0 || JsonDocument.Parse(answer).RootElement.GetProperty("statusCode").GetInt32() != 200)
        {
            throw new InvalidOperationException($"{Encoding.UTF8.GetString(answer)} {process.Output}");
        }
    }

    private static double Resident(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>User and system time, in hundredths of a second.</summary>
    private static double Cpu(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * 10.0;
    }
}
