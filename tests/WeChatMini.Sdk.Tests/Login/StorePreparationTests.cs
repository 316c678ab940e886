using WeChatMini.Sdk.Testing;
using WeChatMini.Sdk.Tests.Support;
using Xunit;

namespace WeChatMini.Sdk.Tests.Login;

/// <summary>A store may connect while WeChat is asked.</summary>
public sealed class StorePreparationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_store_hears_of_a_login_before_WeChat_answers()
    {
        var store = new CountingStore();
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));
        backend.WeChat.Faults.Next(FakeFault.Hang);
        var code = backend.User("o-alice").NextLoginCode();

        var login = backend.Client.LoginAsync(code, Cancellation);
        await backend.WeChat.Journal.WaitForArrivalsAsync(1, Cancellation);
        var before = (store.Preparations, store.Calls);
        backend.WeChat.Faults.Clear();
        await login;

        Assert.Equal((1, 0), before);
        Assert.Equal((1, 1), (store.Preparations, store.Calls));
    }

    [Fact]
    public async Task A_store_that_cannot_prepare_fails_no_login()
    {
        var store = new CountingStore { PrepareFailure = new InvalidOperationException("No.") };
        await using var backend = new Backend(configure: builder => builder.UseSessionStore(_ => store));

        await backend.Client.LoginAsync(backend.User("o-alice").NextLoginCode(), Cancellation);

        Assert.Equal((1, 1), (store.Preparations, store.Calls));
    }
}
