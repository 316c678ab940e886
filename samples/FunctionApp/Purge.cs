using WeChatMini.Sdk;

namespace FunctionApp;

/// <summary>Deletes ended sessions; a timer of the host calls it, every hour or so.</summary>
internal static class Purge
{
    /// <summary>The largest number of sessions that one call deletes, so that it ends within the function's 10 s.</summary>
    private const int AtMost = 20_000;

    private const int AtOnce = 1000;

    public static async Task RunAsync(WeChatMiniClient weChat, CancellationToken cancellationToken)
    {
        for (var deleted = 0; deleted < AtMost;)
        {
            var count = await weChat.Sessions.PurgeAsync(AtOnce, cancellationToken);
            if (count == 0)
            {
                return;
            }

            deleted += count;
        }
    }
}
