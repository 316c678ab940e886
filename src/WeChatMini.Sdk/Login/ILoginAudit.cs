namespace WeChatMini.Sdk.Login;

/// <summary>Keeps a record of logins, for the questions that are asked afterwards. Register it with <c>AddLoginAudit</c>.</summary>
/// <remarks>
/// <para>It is told of every login, once its outcome is certain: those that worked, those that failed at WeChat, in the login handler or at the
/// store, and those that the login handler refused; of several callers with one code once. It is not told of requests that were refused before
/// any work was done for them, such as those with a malformed code: they cost nothing, and whoever sends many of them must not be able to fill a table. Nor
/// is it told of <c>ExchangeCodeAsync</c>, which signs nobody in.</para>
/// <para>The login waits for it, since a function host may stop the process with the answer, but no longer than 500 ms or what is left of
/// the login's time, whichever is less. Whatever comes of it, the login's answer stays the same; a failure is in the log and in a metric.</para>
/// </remarks>
public interface ILoginAudit
{
    /// <summary>Writes one entry. Several logins may be written at once.</summary>
    /// <param name="entry">The entry. It holds no secret and no whole openid.</param>
    /// <param name="cancellationToken">Cancelled when the time for the entry is over; a call that ignores it is left behind.</param>
    ValueTask WriteAsync(LoginAuditEntry entry, CancellationToken cancellationToken);
}
