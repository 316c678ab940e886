namespace WeChatMini.Sdk.Tests.AccessTokens.Interleavings;

/// <summary>What one process owes its callers, without a thread in it: the rules of the token cache, applied one event at a time.</summary>
/// <param name="now">The time at which it begins.</param>
internal sealed class TokenModel(DateTimeOffset now)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7200);

    private TimeSpan _hold;
    private DateTimeOffset _heldEnd;
    private DateTimeOffset _failureFrom;
    private DateTimeOffset _failureUntil;
    private DateTimeOffset _rejectedUntil;
    private DateTimeOffset _askedAt;
    private int _rejected;
    private int _rejectedWhenAsked;
    private int _onItsWay;

    public DateTimeOffset Now { get; private set; } = now;

    /// <summary>The token that WeChat takes and hands out.</summary>
    public int Current { get; private set; } = 1;

    /// <summary>The token that this process holds; 0 for none.</summary>
    public int Held { get; private set; }

    public DateTimeOffset HeldEnd => _heldEnd;

    public int Requests { get; private set; }

    /// <summary>Whether a request is under way.</summary>
    public bool IsAsking { get; private set; }

    /// <summary>Handed out at all: not in its last 30 s.</summary>
    public bool IsValid => Held != 0 && Now < _heldEnd.AddSeconds(-30);

    /// <summary>Handed out without a wait: 30 s of the time in which it is handed out are left.</summary>
    public bool IsComfortable => IsValid && Now <= _heldEnd.AddSeconds(-60);

    /// <summary>From memory, and nobody asks WeChat: more than 240 s left.</summary>
    public bool IsFresh => IsValid && Now <= _heldEnd.AddSeconds(-240);

    public bool RemembersFailure => Now < _failureUntil;

    public void WeChatEndsToken() => Current++;

    /// <param name="isEarly">Whether WeChat looks at the request at once, and its answer is old when it comes.</param>
    public void Ask(bool isEarly)
    {
        Requests++;
        IsAsking = true;
        _askedAt = Now;
        _rejectedWhenAsked = _rejected;
        _onItsWay = isEarly ? Current : 0;
    }

    /// <summary>What WeChat's answer says, and whether it is of use: not if that very token was rejected while the answer was on its way.</summary>
    public (int Token, bool IsUseful) Answer()
    {
        var token = _onItsWay != 0 ? _onItsWay : Current;
        if (token == _rejected && _rejected != _rejectedWhenAsked)
        {
            return (token, false);
        }

        (Held, _heldEnd, IsAsking) = (token, _askedAt + Life, false);
        (_hold, _failureFrom, _failureUntil) = (TimeSpan.Zero, default, default);
        return (token, true);
    }

    /// <summary>A wrong secret: remembered 60 s, give or take a fifth, and twice as long each time up to ten minutes.</summary>
    public void Refuse()
    {
        IsAsking = false;
        _hold = _hold == TimeSpan.Zero ? TimeSpan.FromSeconds(60) : _hold * 2 < TimeSpan.FromMinutes(10) ? _hold * 2 : TimeSpan.FromMinutes(10);
        (_failureFrom, _failureUntil) = (Now + (_hold * 0.8), Now + (_hold * 1.2));
    }

    /// <summary>Only the token that is held can be dropped, and one that WeChat hands out again and again not twice in 30 s.</summary>
    public void Reject(int token)
    {
        if (token == Held && !(token == _rejected && Now < _rejectedUntil))
        {
            (Held, _rejected, _rejectedUntil) = (0, token, Now.AddSeconds(30));
        }
    }

    /// <summary>Lets time pass, and a little more where chance decides what happens: when a refresh is due, when a failure is forgotten.</summary>
    public TimeSpan Pass(TimeSpan time)
    {
        var start = Now;
        if (IsAsking)
        {
            // Short of the patience for one attempt, which is not what this is about.
            Now += Now - _askedAt < TimeSpan.FromSeconds(2) ? TimeSpan.FromSeconds(1) : TimeSpan.Zero;
            return Now - start;
        }

        Now += time;
        while (true)
        {
            if (Now >= _failureFrom && Now < _failureUntil)
            {
                Now = _failureUntil;
            }
            else if (IsValid && Now > _heldEnd.AddSeconds(-240) && Now < _heldEnd.AddSeconds(-120))
            {
                Now = _heldEnd.AddSeconds(-120);
            }
            else
            {
                return Now - start;
            }
        }
    }
}
