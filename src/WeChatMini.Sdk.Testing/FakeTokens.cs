using System.Security.Cryptography;
using WeChatMini.Sdk.Testing.State;

namespace WeChatMini.Sdk.Testing;

/// <summary>The access tokens of one mini-program as WeChat keeps them: two families that do not disturb each other, by the fake's clock.</summary>
/// <remarks>
/// <c>stable_token</c> hands everybody the same token with its remaining seconds and renews it in its last 5 minutes, when both are valid;
/// a forced refresh ends the old one at once, 20 times a day and 30 seconds apart. <c>token</c> issues a new one at each call and lets the one before live 5 minutes more.
/// </remarks>
public sealed class FakeTokens
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(7200);
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, DateTimeOffset> _ends = [];
    private readonly HashSet<string> _ended = [];
    private readonly List<DateTimeOffset> _forced = [];
    private readonly List<DateTimeOffset> _calls = [];
    private IssuedToken? _stable;
    private IssuedToken? _legacy;

    internal FakeTokens(TimeProvider clock) => _clock = clock;

    /// <summary>Gets or sets how many calls of both endpoints WeChat takes in a minute; 45011 beyond.</summary>
    /// <value>Defaults to 10,000.</value>
    public int CallsPerMinute { get; set; } = 10_000;

    /// <summary>Gets or sets how many calls of both endpoints WeChat takes in a day; 45009 beyond.</summary>
    /// <value>Defaults to 500,000.</value>
    public int CallsPerDay { get; set; } = 500_000;

    /// <summary>Gets or sets the address that WeChat claims to see and that is not in the whitelist; while it is set, both endpoints answer 40164 and name it.</summary>
    /// <value>Null by default.</value>
    public string? RejectedAddress { get; set; }

    /// <summary>Gets how many different tokens were issued, of both families.</summary>
    public int Issued
    {
        get
        {
            lock (_gate)
            {
                return _ends.Count;
            }
        }
    }

    /// <summary>Ends every token that is valid now, as a reset of the secret or a refresh elsewhere does; server APIs then answer 40001.</summary>
    public void InvalidateAll()
    {
        lock (_gate)
        {
            _ended.UnionWith(_ends.Keys);
            _stable = null;
            _legacy = null;
        }
    }

    /// <summary>Ends every token and goes on handing out the same stable one, as WeChat was seen to do in bad hours.</summary>
    public void InvalidateButKeepIssuing()
    {
        lock (_gate)
        {
            _ended.UnionWith(_ends.Keys);
        }
    }

    internal int? Admit()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            _calls.RemoveAll(at => now - at >= TimeSpan.FromDays(1));
            if (_calls.Count >= CallsPerDay)
            {
                return 45009;
            }

            if (_calls.Count(at => now - at < TimeSpan.FromMinutes(1)) >= CallsPerMinute)
            {
                return 45011;
            }

            _calls.Add(now);
            return null;
        }
    }

    internal (string Value, int ExpiresIn) Stable(bool force)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (force && MayForce(now))
            {
                _forced.Add(now);
                if (_stable is { } old)
                {
                    _ended.Add(old.Value);
                }

                _stable = Issue(now);
            }
            else if (_stable is null || _stable.EndsAt - now <= Overlap)
            {
                // The one before keeps its own last minutes.
                _stable = Issue(now);
            }

            return (_stable.Value, (int)(_stable.EndsAt - now).TotalSeconds);
        }
    }

    internal (string Value, int ExpiresIn) Legacy()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (_legacy is { } old && _ends[old.Value] > now + Overlap)
            {
                _ends[old.Value] = now + Overlap;
            }

            _legacy = Issue(now);
            return (_legacy.Value, (int)Life.TotalSeconds);
        }
    }

    internal TokenVerdict Judge(string token)
    {
        lock (_gate)
        {
            return !_ends.TryGetValue(token, out var end) ? (token.Length < 64 ? TokenVerdict.Malformed : TokenVerdict.Invalid)
                : _ended.Contains(token) ? TokenVerdict.Invalid
                : _clock.GetUtcNow() >= end ? TokenVerdict.Expired
                : TokenVerdict.Valid;
        }
    }

    private bool MayForce(DateTimeOffset now)
    {
        _forced.RemoveAll(at => now - at >= TimeSpan.FromDays(1));
        return _forced.Count < 20 && (_forced.Count == 0 || now - _forced[^1] >= TimeSpan.FromSeconds(30));
    }

    private IssuedToken Issue(DateTimeOffset now)
    {
        var token = new IssuedToken("99_" + RandomNumberGenerator.GetHexString(133, lowercase: false), now + Life);
        _ends[token.Value] = token.EndsAt;
        return token;
    }
}
