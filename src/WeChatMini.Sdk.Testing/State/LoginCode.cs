namespace WeChatMini.Sdk.Testing.State;

/// <summary>A one-time code and whom it stands for.</summary>
internal sealed class LoginCode(string appId, FakeUser user, DateTimeOffset expiresAt)
{
    private int _spent;

    public string AppId => appId;

    public FakeUser User => user;

    public DateTimeOffset ExpiresAt => expiresAt;

    public bool IsSpent => Volatile.Read(ref _spent) == 1;

    public bool TrySpend() => Interlocked.Exchange(ref _spent, 1) == 0;
}
