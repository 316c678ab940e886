using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatMini.Sdk.LeakTests.Hosts;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>What WeChat answers to a call that is signed and encrypted, right and wrong, with the address wherever a server could put it.</summary>
internal static class SecureReplies
{
    public const string Path = "/wxa/getuserriskrank";

    public static Func<StubExchange, Task<bool>> Good(Scene scene) => Sealed(scene);

    public static Func<StubExchange, Task<bool>> OtherSerial(Scene scene) => Sealed(scene, serial: "ffffffffffffffffffffffffffffffff");

    public static Func<StubExchange, Task<bool>> FlippedSignature(Scene scene) => Sealed(scene, isFlipped: true);

    public static Func<StubExchange, Task<bool>> Stale(Scene scene) => Sealed(scene, age: 600);

    public static Func<StubExchange, Task<bool>> OtherApp(Scene scene) => Sealed(scene, appId: "wxffffffffffffffff");

    public static Func<StubExchange, Task<bool>> OtherKey(Scene scene) => Sealed(scene, key: new byte[32]);

    private static Func<StubExchange, Task<bool>> Sealed(Scene scene, string? serial = null, bool isFlipped = false, int age = 0, string? appId = null, byte[]? key = null) => async exchange =>
    {
        var secrets = scene.Secrets;
        var address = "https://api.weixin.qq.com" + exchange.Path;
        var app = appId ?? secrets.AppId;
        var time = (scene.Clock.GetUtcNow().ToUnixTimeSeconds() - age).ToString(CultureInfo.InvariantCulture);
        var text = Encoding.UTF8.GetBytes($$"""{"_n":"n","_appid":"{{app}}","_timestamp":{{time}},"errcode":0,"errmsg":"ok","risk_rank":1}""");
        var (nonce, data, tag) = (RandomNumberGenerator.GetBytes(12), new byte[text.Length], new byte[16]);
        using (var aes = new AesGcm(key ?? Convert.FromBase64String(secrets.SecureKey), 16))
        {
            aes.Encrypt(nonce, text, data, tag, Encoding.UTF8.GetBytes($"{address}|{app}|{time}|{secrets.SecureSerial}"));
        }

        var body = $$"""{"iv":"{{Convert.ToBase64String(nonce)}}","data":"{{Convert.ToBase64String(data)}}","authtag":"{{Convert.ToBase64String(tag)}}"}""";
        var signature = secrets.SignAsWeChat(Encoding.UTF8.GetBytes($"{address}\n{app}\n{time}\n{body}{(isFlipped ? " " : "")}"));
        var headers = $"Wechatmp-Appid: {app}\r\nWechatmp-TimeStamp: {time}\r\nWechatmp-Serial: {serial ?? secrets.SecureSerial}\r\nWechatmp-Signature: {signature}\r\nWechatmp-Serial-Deprecated: {exchange.Echo}\r\nX-Original-Url: {exchange.Echo}\r\n";
        await exchange.AnswerAsync("200 OK", "application/json", body, headers);
        return true;
    };
}
