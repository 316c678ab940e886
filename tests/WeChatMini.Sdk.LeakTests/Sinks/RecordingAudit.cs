using WeChatMini.Sdk.Login;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>What the application's record of logins is told.</summary>
internal sealed class RecordingAudit(Recording recording) : ILoginAudit
{
    public ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
    {
        PublicTypeSink.Record(recording, entry);
        return default;
    }
}
