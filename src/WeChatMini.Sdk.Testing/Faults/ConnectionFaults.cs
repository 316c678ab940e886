using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing.Faults;

/// <summary>Faults of the connection: late, never, closed, reset.</summary>
internal static class ConnectionFaults
{
    public static async Task HangAsync(Exchange exchange, Patience patience)
    {
        await patience.WaitAsync(Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        await exchange.SendAsync(await exchange.ProcessAsync().ConfigureAwait(false)).ConfigureAwait(false);
    }

    public static async Task AnswerLateAsync(Exchange exchange, Patience patience, TimeSpan time)
    {
        var reply = await exchange.ProcessAsync().ConfigureAwait(false);
        await patience.WaitAsync(time).ConfigureAwait(false);
        await exchange.SendAsync(reply).ConfigureAwait(false);
    }

    public static Task CloseAsync(Exchange exchange, Patience patience)
    {
        exchange.Close();
        return Task.CompletedTask;
    }

    public static Task ResetAsync(Exchange exchange, Patience patience)
    {
        exchange.Reset();
        return Task.CompletedTask;
    }

    public static async Task ProcessAndCloseAsync(Exchange exchange, Patience patience)
    {
        await exchange.ProcessAsync().ConfigureAwait(false);
        exchange.Close();
    }

    public static async Task ProcessAndResetAsync(Exchange exchange, Patience patience)
    {
        await exchange.ProcessAsync().ConfigureAwait(false);
        exchange.Reset();
    }
}
