using WeChatMini.Sdk.Push.Deduplication;

namespace WeChatMini.Fuzz.Support;

/// <summary>Lets every push through, so that no input depends on the ones before it.</summary>
internal sealed class NoMemory : IPushDeduplication
{
    public ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) => new(PushClaim.Mine);

    public ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken) => default;

    public ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) => default;
}
