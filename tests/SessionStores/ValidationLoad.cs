using System.Collections.Concurrent;
using System.Diagnostics;
using WeChatMini.Sdk.Errors;
using WeChatMini.Sdk.Sessions;

namespace SessionStores;

/// <summary>Validates tokens at a steady rate, whether or not earlier ones have been answered, as users do.</summary>
internal sealed class ValidationLoad
{
    private readonly MiniSessions _sessions;
    private readonly string[] _tokens;
    private readonly int _perSecond;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly ConcurrentQueue<ValidationAnswer> _answers = new();
    private readonly Task _asking;
    private volatile bool _enough;

    public ValidationLoad(MiniSessions sessions, string[] tokens, int perSecond)
    {
        (_sessions, _tokens, _perSecond) = (sessions, tokens, perSecond);
        _asking = Task.Run(AskAsync);
    }

    /// <summary>Gets how long it has been running.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>Stops asking and waits for the last answers.</summary>
    public async Task<IReadOnlyList<ValidationAnswer>> StopAsync()
    {
        _enough = true;
        await _asking;
        return [.. _answers];
    }

    private async Task AskAsync()
    {
        var asked = new List<Task>();
        while (!_enough)
        {
            for (var due = (int)(Elapsed.TotalSeconds * _perSecond); asked.Count < due;)
            {
                asked.Add(ValidateAsync(_tokens[asked.Count % _tokens.Length]));
            }

            await Task.Delay(5);
        }

        await Task.WhenAll(asked);
    }

    private async Task ValidateAsync(string token)
    {
        var asked = Elapsed;
        ValidationOutcome outcome;
        try
        {
            outcome = await _sessions.ValidateAsync(token) is null ? ValidationOutcome.SignedOut : ValidationOutcome.SignedIn;
        }
        catch (WeChatException exception) when (exception.Kind == WeChatErrorKind.StoreUnavailable)
        {
            outcome = ValidationOutcome.StoreUnavailable;
        }
        catch (Exception)
        {
            outcome = ValidationOutcome.Failed;
        }

        _answers.Enqueue(new ValidationAnswer(asked, Elapsed - asked, outcome));
    }
}
