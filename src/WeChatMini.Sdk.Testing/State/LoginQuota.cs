namespace WeChatMini.Sdk.Testing.State;

/// <summary>Counts the logins of one user in the minute that begins with the first one.</summary>
internal sealed class LoginQuota
{
    private readonly Lock _gate = new();
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _taken;

    public bool Take(DateTimeOffset now, int limit)
    {
        lock (_gate)
        {
            if (now - _began >= TimeSpan.FromMinutes(1))
            {
                (_began, _taken) = (now, 0);
            }

            return _taken < limit && ++_taken > 0;
        }
    }
}
