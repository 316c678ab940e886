using System.Data.Common;
using SessionStores;
using WeChatMini.Sdk.Login;
using WeChatMini.Sdk.Storage.Sql;
using WeChatMini.Sdk.Storage.Tests.Support;
using WeChatMini.Sdk.Testing;

namespace WeChatMini.Sdk.Storage.Tests.Audit;

public sealed class SqliteLoginAuditTests : SqlLoginAuditTests
{
    private readonly SqliteFile _file = new();

    protected override SqlDialect Dialect => new SqliteDialect { Durability = SqliteDurability.Normal, LockTimeout = TimeSpan.FromSeconds(30) };

    [Fact]
    public async Task A_locked_file_costs_the_login_half_a_second_and_nothing_else()
    {
        await using var weChat = FakeWeChat.Start();
        using var record = new SqlLoginAudit(_file.Source, Dialect);
        var audit = new Announced(record);
        await using var app = new LoggedInClient(weChat, builder => builder.AddLoginAudit(_ => audit));
        _file.Execute(Dialect.Schema);
        using var other = _file.Connect();
        other.Execute("BEGIN IMMEDIATE");
        var login = app.Client.LoginAsync(weChat.Users.Add("o-alice").NextLoginCode(), Ct);
        await audit.Entered.Task;
        app.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(login.IsCompleted);
        app.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("o-alice", (await login.WaitAsync(TimeSpan.FromSeconds(30), Ct)).Session.OpenId);
    }

    protected override ValueTask<DbDataSource> OpenAsync() => new(_file.Source);

    protected override void Close() => _file.Dispose();

    private sealed class Announced(SqlLoginAudit record) : ILoginAudit
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken)
        {
            Entered.SetResult();
            return record.WriteAsync(entry, cancellationToken);
        }
    }
}
