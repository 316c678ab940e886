using System.Text;
using WeChatMini.Sdk.Serverless;

namespace FunctionProgram;

internal static class Answers
{
    /// <summary>What no host and no client may get to see.</summary>
    public const string Secret = "canary: password=hunter2";

    public static readonly byte[] Large = Encoding.ASCII.GetBytes(new string('x', 7 * 1024 * 1024));

    public static readonly byte[] Chunk = Encoding.ASCII.GetBytes(new string('y', 64 * 1024));

    public static readonly byte[] Bytes = [0xFF, 0xFE, 0x00, 0x01];

    /// <summary>Fails where the event says so, hangs where it says so, and tells of it otherwise.</summary>
    public static async Task HandleAsync(FunctionEvent e, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(e.Body.Span);
        if (text.Contains("fail", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(Secret);
        }

        if (text.Contains("hang", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await Console.Out.WriteLineAsync($"event {e.Host} {e.RequestId} {text}");
    }
}
