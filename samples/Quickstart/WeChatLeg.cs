using System.Diagnostics;
using WeChatMini.Sdk.Diagnostics;
using WeChatMini.Sdk.Testing;

namespace Quickstart;

/// <summary>Shows what goes on between the backend and WeChat, as it happens: requests from the fake's journal, answers from the library's spans.</summary>
internal sealed class WeChatLeg : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FakeJournal _journal;
    private readonly ActivityListener _spans;
    private readonly CancellationTokenSource _end = new();
    private int _shown;

    public WeChatLeg(FakeJournal journal)
    {
        _journal = journal;
        _spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == WeChatMiniDiagnostics.ActivitySourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = ShowAnswer,
        };
        ActivitySource.AddActivityListener(_spans);
        _ = FollowAsync();
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
        _spans.Dispose();
    }

    private async Task FollowAsync()
    {
        try
        {
            while (true)
            {
                await _journal.WaitForArrivalsAsync(_shown + 1, _end.Token);
                ShowArrivals();
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private void ShowArrivals()
    {
        lock (_gate)
        {
            foreach (var arrival in _journal.Arrivals.Skip(_shown))
            {
                _shown++;
                Screen.BackendToWeChat(arrival.ToString());
            }
        }
    }

    private void ShowAnswer(Activity span)
    {
        // The journal's own waiter may be a moment late; a request is shown before its answer.
        ShowArrivals();
        var errcode = span.GetTagItem(WeChatMiniDiagnostics.ErrorCodeTag);
        var kind = span.GetTagItem(WeChatMiniDiagnostics.ErrorTypeTag);
        Screen.WeChatToBackend(kind is null ? "openid, and session_key, which goes no further" : errcode is null ? $"{kind}" : $"errcode {errcode} ({kind})", span.Duration);
    }
}
