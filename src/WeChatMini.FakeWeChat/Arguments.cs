using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.FakeWeChat;

/// <summary>The command line, read and checked.</summary>
internal sealed class Arguments
{
    internal const string Help = """
        Usage: fake-wechat [options]

        A stateful stand-in for https://api.weixin.qq.com on 127.0.0.1, for tests in any language.

          --port PORT          the port; 0, the default, takes a free one
          --app APPID=SECRET   an app; repeatable. Without one, an app with a random AppID is made
          --user OPENID        a user of the first app; repeatable
          --help               this text

        While it runs, POST /_fake/users, /_fake/users/OPENID/code, /_fake/clock/advance, /_fake/faults,
        /_fake/apis and /_fake/tokens/invalidate control it, and GET /_fake/journal tells what arrived.
        It ends at Ctrl-C or SIGTERM.
        """;

    private readonly List<(string AppId, string Secret)> _apps = [];
    private readonly List<string> _users = [];
    private int _port;

    private Arguments()
    {
    }

    public FakeWeChatOptions Options => new()
    {
        Port = _port,
        AppId = _apps.Count > 0 ? _apps[0].AppId : null,
        AppSecret = _apps.Count > 0 ? _apps[0].Secret : null,
        ClockRuns = true,
        ControlApi = true,
    };

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments, [NotNullWhen(false)] out string? mistake)
    {
        var parsed = new Arguments();
        mistake = null;
        for (var at = 0; at < args.Length && mistake is null; at += 2)
        {
            mistake = parsed.Take(args[at], at + 1 < args.Length ? args[at + 1] : null);
        }

        arguments = mistake is null ? parsed : null;
        return arguments is { };
    }

    /// <summary>Adds the other apps and the users.</summary>
    public void Populate(FakeApp first, FakeApps apps)
    {
        foreach (var (appId, secret) in _apps.Skip(1))
        {
            apps.Add(appId, secret);
        }

        _users.ForEach(openId => first.Users.Add(openId));
    }

    private string? Take(string option, string? value) => (option, value) switch
    {
        ("--port" or "--app" or "--user", null or "") => $"{option} needs a value.",
        ("--port", _) => TakePort(value),
        ("--app", _) => TakeApp(value),
        ("--user", _) => TakeUser(value),
        _ => $"There is no option {option}.",
    };

    private string? TakePort(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _port) && _port <= ushort.MaxValue
            ? null
            : $"--port takes a number from 0 to 65535, not {value}.";

    private string? TakeApp(string value)
    {
        // Not repeated in the message: it may be half of a real secret.
        if (value.Split('=', 2) is not [{ } appId, { } secret] || string.IsNullOrWhiteSpace(appId) || string.IsNullOrWhiteSpace(secret))
        {
            return "--app takes APPID=SECRET.";
        }

        if (_apps.Exists(app => app.AppId == appId))
        {
            return $"--app {appId} is given twice.";
        }

        _apps.Add((appId, secret));
        return null;
    }

    private string? TakeUser(string value)
    {
        if (string.IsNullOrWhiteSpace(value) || _users.Contains(value))
        {
            return string.IsNullOrWhiteSpace(value) ? "--user needs a value." : $"--user {value} is given twice.";
        }

        _users.Add(value);
        return null;
    }
}
