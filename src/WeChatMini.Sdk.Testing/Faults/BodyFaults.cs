using WeChatMini.Sdk.Testing.Server;

namespace WeChatMini.Sdk.Testing.Faults;

/// <summary>Bodies that take their time.</summary>
internal static class BodyFaults
{
    public static async Task EndlessAsync(Exchange exchange, Patience patience)
    {
        var reply = await exchange.ProcessAsync().ConfigureAwait(false);
        await exchange.BeginAsync(reply, length: null).ConfigureAwait(false);
        await exchange.WriteAsync("{\"padding\":\""u8.ToArray(), patience.Gone).ConfigureAwait(false);
        var piece = new byte[4096];
        Array.Fill(piece, (byte)'x');
        while (!patience.Released.IsCancellationRequested)
        {
            await exchange.WriteAsync(piece, patience.Gone).ConfigureAwait(false);
        }

        exchange.Abort();
    }

    public static async Task SlowAsync(Exchange exchange, Patience patience)
    {
        var reply = await exchange.ProcessAsync().ConfigureAwait(false);
        await exchange.BeginAsync(reply, reply.Body.Length).ConfigureAwait(false);
        for (var sent = 0; sent < reply.Body.Length; sent++)
        {
            await exchange.WriteAsync(reply.Body.AsMemory(sent, 1), patience.Gone).ConfigureAwait(false);
            await patience.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
    }
}
