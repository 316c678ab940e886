namespace WeChatMini.Sdk.Push.Deduplication;

/// <summary>
/// Remembers which pushes were handled, for WeChat sends a push up to three times. A push is claimed before its handlers run, and marked
/// as done after all of them succeeded; both under a key that is a hash.
/// </summary>
/// <remarks>Implement it for another engine. Throw on trouble; do not swallow it: the push is then refused and WeChat sends it again. Each call must end within a second.</remarks>
public interface IPushDeduplication
{
    /// <summary>Claims a push, unless it is claimed or done. Of any number of callers at once one gets it. The claim ends by itself on the engine's clock.</summary>
    /// <param name="key">The push; at most 64 characters behind <c>wxmini:push:</c> and the AppID.</param>
    /// <param name="owner">Who claims it.</param>
    /// <param name="duration">How long the claim holds: a crashed instance must not hold back WeChat's next attempt.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<PushClaim> TryBeginAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Marks a push as done, whoever claims it by now.</summary>
    /// <param name="key">The push.</param>
    /// <param name="owner">Who claimed it.</param>
    /// <param name="result">The reply, encrypted; empty for the ordinary one. Later claims get it.</param>
    /// <param name="life">How long to remember it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask CompleteAsync(string key, string owner, ReadOnlyMemory<byte> result, TimeSpan life, CancellationToken cancellationToken);

    /// <summary>Gives a claim back if this owner still holds it, because a handler failed.</summary>
    ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken);
}
