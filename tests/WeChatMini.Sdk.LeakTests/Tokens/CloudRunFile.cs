namespace WeChatMini.Sdk.LeakTests.Tokens;

/// <summary>The file in which CloudRun hands a token to a container.</summary>
internal sealed class CloudRunFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wechatmini-leaks-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "cloudbase_access_token");

    /// <summary>Writes the token as the platform does every ten minutes.</summary>
    public void Renew(string token, DateTimeOffset now)
    {
        File.WriteAllText(Path, token);
        File.SetLastWriteTimeUtc(Path, now.UtcDateTime);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
