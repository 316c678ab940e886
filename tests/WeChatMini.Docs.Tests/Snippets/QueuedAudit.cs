using WeChatMini.Sdk.Login;

namespace Snippets;

#region queued-audit
internal sealed class QueuedAudit(IAuditQueue queue) : ILoginAudit
{
    public async ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken) =>
        await queue.SendAsync($"{entry.At:O} {entry.App} {entry.Outcome} {entry.ErrorCode} {entry.MaskedUser}", cancellationToken);
}
#endregion
