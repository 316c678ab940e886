namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>One server for the tests of a class, started by the first of them. None of them asks what a loss of power leaves, so it does not wait for the disk.</summary>
public abstract class SqlEngineFixture : IAsyncDisposable
{
    private readonly Lazy<Task<SqlEngine>> _engine;
    private readonly Lazy<Task<string>> _database;

    private protected SqlEngineFixture(Func<Task<SqlEngine>> start)
    {
        _engine = new(start);
        _database = new(async () => await (await EngineAsync()).NewDatabaseAsync());
    }

    internal Task<SqlEngine> EngineAsync() => _engine.Value;

    /// <summary>A database for those who can live beside others: to make one takes longer than most tests.</summary>
    internal Task<string> DatabaseAsync() => _database.Value;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_engine.IsValueCreated && _engine.Value.IsCompletedSuccessfully)
        {
            await (await _engine.Value).DisposeAsync();
        }
    }
}
