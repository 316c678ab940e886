using System.Diagnostics;
using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.AccessTokens;

/// <summary>What a call to a server API is authorised with. Immutable, and masked wherever it is printed.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AccessToken
{
    /// <summary>The name of the query parameter that carries an ordinary token.</summary>
    public const string DefaultParameter = "access_token";

    /// <summary>Describes a token.</summary>
    /// <param name="value">The token; WeChat asks for room for 512 characters.</param>
    /// <param name="expiresAt">When it is no longer handed out, UTC.</param>
    /// <param name="parameter">The query parameter that carries it.</param>
    public AccessToken(string value, DateTimeOffset expiresAt, string parameter = DefaultParameter)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentException.ThrowIfNullOrEmpty(parameter);
        Value = value;
        ExpiresAt = expiresAt;
        Parameter = parameter;
    }

    private AccessToken()
    {
        Value = "";
        Parameter = "";
        ExpiresAt = DateTimeOffset.MaxValue;
    }

    /// <summary>Gets the absence of a token: inside WeChat CloudRun the platform authorises the call, over plain HTTP.</summary>
    public static AccessToken None { get; } = new();

    /// <summary>Gets the token; empty for <see cref="None"/>.</summary>
    [JsonIgnore]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string Value { get; }

    /// <summary>Gets when it is no longer handed out, UTC.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Gets the query parameter that carries it: <c>access_token</c>, or <c>cloudbase_access_token</c> on CloudRun.</summary>
    public string Parameter { get; }

    /// <summary>Hides the token.</summary>
    public override string ToString() => $"AccessToken {{ {Parameter} = ***, ExpiresAt = {ExpiresAt:O} }}";
}
