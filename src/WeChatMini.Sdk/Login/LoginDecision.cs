using System.Text;

namespace WeChatMini.Sdk.Login;

/// <summary>What a login handler decided.</summary>
public sealed class LoginDecision
{
    /// <summary>How many UTF-8 bytes all claims may have together, names and values: 1,024.</summary>
    public const int MaxClaimBytes = 1024;

    private LoginDecision(string? userId, IReadOnlyDictionary<string, string>? claims, string? refusal)
    {
        UserId = userId;
        Claims = claims;
        Refusal = refusal;
    }

    /// <summary>Gets the application's own user id, or null.</summary>
    public string? UserId { get; }

    /// <summary>Gets the claims, or null.</summary>
    public IReadOnlyDictionary<string, string>? Claims { get; }

    /// <summary>Gets the reason for a refusal; null when the user was accepted.</summary>
    public string? Refusal { get; }

    /// <summary>Lets the user in.</summary>
    /// <param name="userId">The application's own id of the user, up to 256 characters; on <see cref="Sessions.MiniSession.UserId"/> later.</param>
    /// <param name="claims">Facts about the user to keep with the session, up to 1 KB. They are stored in clear: no secrets.</param>
    /// <exception cref="ArgumentException">The id or the claims are too large.</exception>
    public static LoginDecision Accept(string? userId = null, IReadOnlyDictionary<string, string>? claims = null)
    {
        if (userId is { Length: 0 or > 256 })
        {
            throw new ArgumentException("A user id has 1 to 256 characters.", nameof(userId));
        }

        if (claims is null or { Count: 0 })
        {
            return new LoginDecision(userId, null, null);
        }

        var size = claims.Sum(claim => Encoding.UTF8.GetByteCount(claim.Key) + Encoding.UTF8.GetByteCount(claim.Value));
        return size <= MaxClaimBytes
            ? new LoginDecision(userId, new Dictionary<string, string>(claims, StringComparer.Ordinal).AsReadOnly(), null)
            : throw new ArgumentException($"The claims have {size} bytes; {MaxClaimBytes} are allowed. Keep large data in the application's own database.", nameof(claims));
    }

    /// <summary>Turns the user away; the client sees HTTP 403 <c>refused</c> with the reason.</summary>
    /// <param name="reason">A sentence that the client may see, 1 to 200 characters.</param>
    /// <exception cref="ArgumentException">The reason is empty or too long.</exception>
    public static LoginDecision Refuse(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return reason.Length <= 200 ? new LoginDecision(null, null, reason) : throw new ArgumentException("A reason has 1 to 200 characters.", nameof(reason));
    }
}
