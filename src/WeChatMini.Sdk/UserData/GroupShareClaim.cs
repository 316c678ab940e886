using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>The chat group that a page was shared to or opened from. A claim of the mini-program, see docs/user-data.md.</summary>
public sealed class GroupShareClaim
{
    /// <summary>Gets the group's id, unique within this mini-program.</summary>
    [JsonPropertyName("openGId")]
    public required string GroupId { get; init; }
}
