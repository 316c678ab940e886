using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>The mini-program was punished.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_punish_event</c>.</remarks>
public sealed class PunishmentEvent : PushMessage
{
    internal PunishmentEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the kind of event; null when it was not sent.</summary>
    public long? EventType => Document.GetNumber("event_type");

    /// <summary>Gets the punishment; null when it was not sent.</summary>
    public string? PunishmentId => Document.GetText("punish_id");

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("appid");

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? PunishedAt => Document.GetTime("punish_time");

    /// <summary>Gets why; null when it was not sent.</summary>
    public string? Reason => Document.GetText("illegal_reason");

    /// <summary>Gets the rule; null when it was not sent.</summary>
    public string? RuleName => Document.GetText("rule_name");

    /// <summary>Gets where the rule stands; null when it was not sent.</summary>
    public string? RuleUrl => Document.GetText("rule_url");

    /// <summary>Gets where it says what to change; null when it was not sent.</summary>
    public string? GuideUrl => Document.GetText("adjust_guide_url");

    /// <summary>Gets more of it: JSON in a string; null when it was not sent.</summary>
    public string? DetailJson => Document.GetText("detail");
}
