using WeChatMini.Sdk;
using WeChatMini.Sdk.Testing;

namespace Quickstart.Page;

/// <summary>What goes wrong on purpose, at the switches of the page.</summary>
internal sealed class Troubles(FakeWeChat weChat, FakeUser user)
{
    private const string Login = "/sns/jscode2session";
    private volatile bool _isStoreDown;
    private volatile bool _isWeChatBusy;
    private volatile bool _isNextCodeSpent;

    public bool IsStoreDown => _isStoreDown;

    public object State => new { weChatBusy = _isWeChatBusy, codeUsed = _isNextCodeSpent, storeDown = _isStoreDown, loginsAtWeChat = weChat.Journal.CallsTo(Login) };

    /// <summary>Throws a switch; false for one that there is not.</summary>
    public async Task<bool> SetAsync(string name, bool on, WeChatMiniClient backend)
    {
        switch (name)
        {
            case "weChatBusy":
                weChat.Faults.Clear();
                if (on)
                {
                    weChat.Faults.Always(FakeFault.Error(-1), Login);
                }

                _isWeChatBusy = on;
                return true;
            case "codeUsed":
                _isNextCodeSpent = on;
                return true;
            case "storeDown":
                _isStoreDown = on;
                return true;
            case "revoked":
                await backend.Sessions.RevokeAllAsync(user.OpenId);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What wx.login gives on the user's phone; where the switch says so, once, a code that somebody has used.</summary>
    public async Task<string> NextCodeAsync()
    {
        var code = user.NextLoginCode();
        if (_isNextCodeSpent)
        {
            _isNextCodeSpent = false;
            using var somebody = new HttpClient();
            await somebody.GetAsync(new Uri(weChat.BaseAddress, $"{Login}?appid={weChat.AppId}&secret={weChat.AppSecret}&js_code={code}&grant_type=authorization_code"));
        }

        return code;
    }

    public string NextPhoneCode() => user.NextPhoneCode();
}
