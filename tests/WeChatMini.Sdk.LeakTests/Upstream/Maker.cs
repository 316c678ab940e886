using WeChatMini.Sdk.LeakTests.Canaries;
using WeChatMini.Sdk.LeakTests.Hosts;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.LeakTests.Upstream;

/// <summary>
/// Makes what comes from WeChat's servers and clients without having been asked for: pushes and sealed data. FakeWeChat makes them and
/// sends none. There is one for all scenes: each begins at its time, and takes it along.
/// </summary>
internal static class Maker
{
    private static readonly FakeWeChat WeChat = Start();

    public static DateTimeOffset Now => WeChat.Clock.GetUtcNow();

    /// <summary>Makes a push of some mode and format as it is for a scene's application.</summary>
    public static FakePush Push(Scene scene, FakePushMode mode, FakePushFormat format)
    {
        Follow(scene);
        (WeChat.Push.Mode, WeChat.Push.Format) = (mode, format);
        (WeChat.Push.Token, WeChat.Push.EncodingAESKey) = (scene.Secrets.PushToken, scene.Secrets.PushKey);
        return WeChat.Push;
    }

    /// <summary>A user whose data holds a scene's canaries.</summary>
    public static FakeUser User(Scene scene)
    {
        Follow(scene);
        var user = WeChat.Users.Find(scene.Secrets.OpenId) ?? WeChat.Users.Add(scene.Secrets.OpenId, scene.Secrets.UnionId);
        (user.NickName, user.PhoneNumber) = (scene.Secrets.NickName, scene.Secrets.SealedNumber);
        return user;
    }

    private static FakeWeChat Start()
    {
        var weChat = FakeWeChat.Start(new FakeWeChatOptions { AppId = new Secrets().AppId });
        weChat.StopListening();
        return weChat;
    }

    private static void Follow(Scene scene) => WeChat.Clock.Advance(scene.Clock.GetUtcNow() - Now);
}
