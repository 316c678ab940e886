using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk.AspNetCore.Tests.Support;
using WeChatMini.Sdk.DependencyInjection;
using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.Contract;

/// <summary>The HTTP contract, once, for every way in. A subclass only knows how to send a request.</summary>
public abstract partial class HttpContract : IAsyncLifetime
{
    private IFrontDoor? _door;

    protected Backstage Stage { get; } = new();

    public async ValueTask InitializeAsync() => _door = await OpenAsync(services => Stage.AddTo(services));

    public async ValueTask DisposeAsync()
    {
        if (_door is not null)
        {
            await _door.DisposeAsync();
        }

        await Stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task<IFrontDoor> OpenAsync(Func<IServiceCollection, WeChatMiniBuilder> configure);

    private Task<Answer> SendAsync(Message message) => _door!.SendAsync(message);

    private async Task<string> TokenOfAsync(string openId, string? presented = null) => (await SendAsync(Message.Login(Stage.CodeOf(openId), presented))).SignedIn();

    /// <summary>Sends what must be turned away at the door, and asserts that nothing behind it was asked.</summary>
    private async Task<Answer> SendInVainAsync(Message message)
    {
        var (calls, operations) = (Stage.CallsToWeChat, Stage.Store.Calls);
        var answer = await SendAsync(message);
        Assert.Equal((calls, operations), (Stage.CallsToWeChat, Stage.Store.Calls));
        return answer;
    }
}
