using System.Data.Common;
using WeChatMini.Sdk.Storage.Sql;

namespace Snippets;

/// <summary>Stands for a reader's own: it has what must be written, in the words of SQLite, and leaves the rest to the base class.</summary>
internal sealed class MyDialect : SqlDialect
{
    private readonly SqliteDialect _model = new() { Durability = SqliteDurability.Normal };

    public override string Name => "MyDb";

    public override string Schema => _model.Schema;

    public override string Create => _model.Create;

    public override string PurgeSessions => _model.PurgeSessions;

    public override string PurgeUsers => _model.PurgeUsers;

    public override string Now => _model.Now;

    public override bool IsEmbedded => true;

    public override int CommandTimeout => _model.CommandTimeout;

    public override string? ConnectionSetup => _model.ConnectionSetup;

    public override string? Rollback => _model.Rollback;

    public override bool IsTableMissing(DbException exception) => _model.IsTableMissing(exception);

    public override bool IsLocked(DbException exception) => _model.IsLocked(exception);
}
