namespace WeChatMini.Sdk.Testing.Endpoints;

internal static class Credentials
{
    /// <summary>Returns the errcode for an AppID and AppSecret; null when they are right.</summary>
    public static int? Check(FakeApps apps, string appId, string secret)
    {
        if (appId.Length == 0)
        {
            return 41002;
        }

        if (secret.Length == 0)
        {
            return 41004;
        }

        var app = apps.Find(appId);
        return app is null ? 40013 : app.AppSecret != secret ? 40125 : app.IsSecretFrozen ? 40243 : null;
    }
}
