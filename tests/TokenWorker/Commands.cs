using System.Globalization;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Errors;

namespace TokenWorker;

/// <summary>The verbs of the driver's language.</summary>
internal sealed class Commands(Instance instance, WorkerClock clock)
{
    private Callers? _callers;

    public async Task<string> AnswerAsync(string line)
    {
        var parts = line.Split(' ', 3);
        try
        {
            return parts[0] + " ok " + await DoAsync(parts[1], parts.ElementAtOrDefault(2) ?? "");
        }
        catch (WeChatException exception)
        {
            return $"{parts[0]} error {exception.Kind}";
        }
        catch (Exception exception)
        {
            return $"{parts[0]} error {exception.GetType().Name}";
        }
    }

    private Task<string> DoAsync(string verb, string argument) => verb switch
    {
        "get" => GetAsync(),
        "warm" => WarmUpAsync(),
        "use" => UseAsync(),
        "load" => LoadAsync(int.Parse(argument, CultureInfo.InvariantCulture)),
        "begin" => Done(() => Begin(int.Parse(argument, CultureInfo.InvariantCulture))),
        "more" => MoreAsync(int.Parse(argument, CultureInfo.InvariantCulture)),
        "end" => EndAsync(),
        "invalidate" => Done(() => instance.Invalidate(argument)),
        "secret" => Done(() => instance.UseSecret(argument)),
        "clock" => Done(() => clock.Advance(TimeSpan.FromSeconds(double.Parse(argument, CultureInfo.InvariantCulture)))),
        "share" => ShareAsync(),
        "counts" => Task.FromResult(Counts()),
        _ => throw new NotSupportedException(verb),
    };

    private static Task<string> Done(Action action)
    {
        action();
        return Task.FromResult("");
    }

    private async Task<string> GetAsync() => $"token={await instance.GetAsync()}";

    private async Task<string> WarmUpAsync()
    {
        await instance.WarmUpAsync();
        return "";
    }

    private async Task<string> UseAsync()
    {
        var token = await instance.GetAsync();
        return $"token={token} said={await instance.UseAsync(token)}";
    }

    private async Task<string> LoadAsync(int callers)
    {
        var crowd = new Callers(instance);
        await crowd.OnceAsync(callers);
        return $"{crowd} {Counts()}";
    }

    private void Begin(int callers)
    {
        _callers = new Callers(instance);
        _callers.Begin(callers);
    }

    private async Task<string> MoreAsync(int calls)
    {
        await _callers!.MoreAsync(calls);
        return "";
    }

    private async Task<string> EndAsync()
    {
        await _callers!.EndAsync();
        return $"{_callers} {Counts()}";
    }

    /// <summary>Whether the share can be reached now.</summary>
    private async Task<string> ShareAsync()
    {
        await instance.Share!.ReadAsync("wxmini:probe", CancellationToken.None);
        return "";
    }

    private string Counts() =>
        $"refreshes={instance.Counters[WeChatMiniDiagnostics.TokenRefreshes]} failopens={instance.Counters[WeChatMiniDiagnostics.TokenFailOpens]} sharefailures={instance.Counters[WeChatMiniDiagnostics.ShareFailures]}";
}
