namespace WeChatMini.Sdk.Login;

/// <summary>The application's own part of a login: who is this user to us, and may they come in? Register it with <c>AddLoginHandler</c>.</summary>
/// <remarks>It runs after WeChat has confirmed the user and before anything is written. If it throws, nothing is issued and the client is told to try later (503).</remarks>
public interface ILoginHandler
{
    /// <summary>Decides on one login.</summary>
    /// <param name="context">The user and the request.</param>
    /// <param name="cancellationToken">Cancelled when the time for the login is over; not when the client leaves.</param>
    /// <returns><see cref="LoginDecision.Accept"/> or <see cref="LoginDecision.Refuse"/>.</returns>
    ValueTask<LoginDecision> HandleAsync(LoginContext context, CancellationToken cancellationToken);
}
