using WeChatMini.Sdk.AccessTokens;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

/// <summary>The contract on an SQLite file.</summary>
public sealed class ShareContractTests : ShareContract
{
    private readonly SqliteFile _file = new();
    private readonly Shares _first;
    private readonly Shares _second;

    public ShareContractTests()
    {
        _first = new Shares(_file.Source, TimeSpan.FromSeconds(30));
        _second = new Shares(_file.Source, TimeSpan.FromSeconds(30));
    }

    protected override IAccessTokenShare One => _first.Share;

    protected override IAccessTokenShare Other => _second.Share;

    public override ValueTask InitializeAsync() => default;

    public override async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _file.Dispose();
    }
}
