using System.Buffers.Text;
using System.Text;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Cloud.Tests.Support;

/// <summary>Gate G7 on a cloud's database. The files of a stand-in say nothing about the service, so that what the service hands out counts as both.</summary>
public abstract class CloudDump(ITestOutputHelper output) : SessionStores.DumpContract(output), IAsyncDisposable
{
    private EngineServer? _server;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_server?.DisposeAsync() ?? default);
    }

    private protected abstract Task<EngineServer> StartAsync();

    private protected abstract void UseStore(WeChatMiniBuilder builder, EngineServer server);

    /// <summary>Reads everything: of each record the key and the values.</summary>
    private protected abstract Task<IReadOnlyList<(string Key, IReadOnlyList<object> Values)>> ReadAsync(EngineServer server);

    private protected override async Task PrepareAsync() => _server = await StartAsync();

    private protected override void UseStore(WeChatMiniBuilder builder) => UseStore(builder, _server!);

    private protected override async Task<IReadOnlyList<SessionAddress>> AddressesAsync()
    {
        await using var stores = new Stores(UseStore);
        var all = new List<SessionAddress>();
        foreach (var (key, _) in await ReadAsync(_server!))
        {
            var user = new UserHandle(Base64Url.DecodeFromChars(key));
            var sessions = await stores.Store.ListAsync(user, Sample.T0, TestContext.Current.CancellationToken);
            all.AddRange(sessions.Select(session => new SessionAddress(user, session.Token)));
        }

        return all;
    }

    private protected override async Task<byte[]> RowsAsync()
    {
        using var all = new MemoryStream();
        foreach (var (key, values) in await ReadAsync(_server!))
        {
            foreach (var value in values.Prepend(key))
            {
                all.Write(value as byte[] ?? Encoding.UTF8.GetBytes((string)value));
            }
        }

        return all.ToArray();
    }

    private protected override Task<byte[]> FilesAsync() => RowsAsync();
}
