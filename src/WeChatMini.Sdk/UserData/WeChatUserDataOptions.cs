namespace WeChatMini.Sdk.UserData;

/// <summary>How user data that a mini-program hands over is judged, and two points of WeChat's protocol that its documentation leaves open.</summary>
public sealed class WeChatUserDataOptions
{
    /// <summary>Gets or sets how old sealed data may be by the time in its watermark.</summary>
    /// <value>Defaults to 5 minutes; 1 second to 1 day.</value>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets how far in the future the time in the watermark may lie, for clocks that differ.</summary>
    /// <value>Defaults to 5 minutes; at most 1 hour.</value>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets whether <see cref="MiniUserData.CheckEncryptedMessageAsync"/> hashes the decoded bytes. WeChat's page does not say which; set it when genuine data is reported as unknown.</summary>
    /// <value>False by default: the Base64 text is hashed.</value>
    public bool HashDecodedMessage { get; set; }

    /// <summary>Gets or sets whether <see cref="MiniUserData.GetEncryptKeysAsync"/> sends a GET. WeChat's API page says GET, its guide POST.</summary>
    /// <value>False by default: an empty POST, as in WeChat's guide.</value>
    public bool GetEncryptKeysByGet { get; set; }
}
