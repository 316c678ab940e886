namespace WeChatMini.Sdk.AspNetCore.Tests.Support;

/// <summary>One way into the HTTP contract.</summary>
public interface IFrontDoor : IAsyncDisposable
{
    IServiceProvider Services { get; }

    Task<Answer> SendAsync(Message message);
}
