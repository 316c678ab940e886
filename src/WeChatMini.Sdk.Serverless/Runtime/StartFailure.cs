namespace WeChatMini.Sdk.Serverless.Runtime;

/// <summary>Tells the host when the process cannot start, so that the cause stands in the function's own log and answer.</summary>
internal static class StartFailure
{
    /// <summary>What the process ends with; any other number would do, but zero.</summary>
    public const int ExitCode = 1;

    /// <summary>The host does not wait for longer than its own limit for a start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Never throws: there is a failure to report already.</summary>
    public static async Task ReportAsync(IRuntimeApi api, Exception cause)
    {
        try
        {
            await api.FailStartAsync(FunctionFailure.OfStart(cause)).WaitAsync(Patience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException)
        {
            // The runtime API is gone as well; the exit code and the log say the rest.
        }
    }
}
