using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.Tests.Support;

/// <summary>Keeps what it is told and, when told to, fails or hangs.</summary>
internal sealed class ListedAudit : ILoginAudit
{
    public List<LoginAuditEntry> Entries { get; } = [];

    public List<object> Scopes { get; } = [];

    public Func<CancellationToken, ValueTask> Before { get; set; } = static _ => default;

    public async ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
    {
        await Before(cancellationToken);
        Entries.Add(entry);
    }
}
