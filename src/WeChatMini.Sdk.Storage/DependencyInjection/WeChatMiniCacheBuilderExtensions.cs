using Microsoft.Extensions.Caching.Distributed;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.Storage.Caching;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses the cache that an application has already.</summary>
public static class WeChatMiniCacheBuilderExtensions
{
    /// <summary>
    /// Keeps sessions in the registered <see cref="IDistributedCache"/>, with weaker promises than a database or Redis can give. Tokens are hashes,
    /// session_keys are encrypted. While the cache is away the answer is "store unavailable", never "signed out".
    /// </summary>
    /// <param name="builder">The mini-program; the default one's store serves every other that has none of its own.</param>
    /// <returns>The builder.</returns>
    /// <remarks>
    /// <para>Kept, as by every store: a login is found until its idle and its absolute end by the library's own clock; a session that was ended, alone
    /// or with all others of its user, stays ended; a touch moves the idle end. How durable and how consistent it is, is the cache's.</para>
    /// <para>Not kept, for a cache can neither compare before it writes nor say what it holds:</para>
    /// <list type="bullet">
    /// <item><description><c>MaxSessionsPerUser</c> is not enforced.</description></item>
    /// <item><description><c>Sessions.ListAsync</c> fails as "store unavailable", and the log says why; so there is no reference by which to end one session without its token.</description></item>
    /// <item><description><c>Sessions.RotateAsync</c> fails as "login again".</description></item>
    /// <item><description>Calls at the same moment may overwrite each other: the last use may be a moment too early, the older of two session_keys may win, and
    /// of two first logins of a user one may have to sign in again.</description></item>
    /// <item><description><c>Sessions.PurgeAsync</c> does nothing: entries expire by themselves.</description></item>
    /// </list>
    /// <para>A cache that drops entries for want of room signs users out. A cache in this process's memory (<c>AddDistributedMemoryCache</c>) is seen by one
    /// instance only: it will do for tests and a single server, and is refused on function hosts unless <c>AllowPerInstanceSessions</c> is set.</para>
    /// <para>A validation reads four entries at once, a login writes three.</para>
    /// </remarks>
    public static WeChatMiniBuilder UseDistributedCacheSessions(this WeChatMiniBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseSessionStore(static services => new DistributedCacheSessionStore(services.GetRequiredService<IDistributedCache>()));
    }
}
