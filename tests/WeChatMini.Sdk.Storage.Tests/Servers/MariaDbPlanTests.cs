using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

public sealed class MariaDbPlanTests(MariaDbFixture fixture) : SqlServerPlanTests(fixture), IClassFixture<MariaDbFixture>
{
    protected override string Fill =>
        """
        INSERT INTO wechat_users SELECT UNHEX(MD5(seq)), seq, '', 0, NULL, 0, 0, IF(seq % 1000 = 0, 0, 1000000 + seq) FROM seq_1_to_10000;
        INSERT INTO wechat_sessions SELECT UNHEX(MD5(seq)), UNHEX(SHA2(seq, 256)), UNHEX(SHA2(seq, 256)), NULL, 0, seq, seq, seq, IF(seq % 1000 = 0, 0, 1000000 + seq), 2000000, '' FROM seq_1_to_10000;
        ANALYZE TABLE wechat_users, wechat_sessions
        """;

    /// <summary>The one-letter names are aliases of our tables; derived tables, which are small, have others.</summary>
    protected override bool IsWhole(string line) =>
        (line.Contains("|type=ALL|", StringComparison.Ordinal) || line.Contains("|type=index|", StringComparison.Ordinal))
        && (line.Contains("|table=wechat_", StringComparison.Ordinal) || line.Contains("|table=s|", StringComparison.Ordinal) || line.Contains("|table=u|", StringComparison.Ordinal) || line.Contains("|table=t|", StringComparison.Ordinal));
}
