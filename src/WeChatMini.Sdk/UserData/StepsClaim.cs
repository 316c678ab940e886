using System.Text.Json.Serialization;

namespace WeChatMini.Sdk.UserData;

/// <summary>A user's steps of the last days, from <c>wx.getWeRunData</c>. A claim of the mini-program, see docs/user-data.md.</summary>
public sealed class StepsClaim
{
    /// <summary>Gets the days, oldest first; about 30 of them.</summary>
    [JsonPropertyName("stepInfoList")]
    public required IReadOnlyList<StepCount> Days { get; init; }
}
