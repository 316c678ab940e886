using WeChatMini.Sdk.Push.Wire;

namespace WeChatMini.Sdk.Push.Events;

/// <summary>An appeal against a punishment moved on.</summary>
/// <remarks>WeChat's <c>Event</c> is <c>wxa_appeal_record</c>.</remarks>
public sealed class AppealRecordEvent : PushMessage
{
    internal AppealRecordEvent(PushDocument document)
        : base(document)
    {
    }

    /// <summary>Gets the appeal; null when it was not sent.</summary>
    public long? AppealId => Document.GetNumber("appeal_record_id");

    /// <summary>Gets the mini-program's AppID; null when it was not sent.</summary>
    public string? AppId => Document.GetText("appid");

    /// <summary>Gets how many there were; null when it was not sent.</summary>
    public long? AppealCount => Document.GetNumber("appeal_count");

    /// <summary>Gets who appealed; null when it was not sent.</summary>
    public long? AppealSource => Document.GetNumber("appeal_from");

    /// <summary>Gets its state; null when it was not sent.</summary>
    public long? Status => Document.GetNumber("appeal_status");

    /// <summary>Gets when, UTC; null when it was not sent.</summary>
    public DateTimeOffset? AppealedAt => Document.GetTime("appeal_time");

    /// <summary>Gets what the review says; null when it was not sent.</summary>
    public string? ReviewReason => Document.GetText("audit_reason");

    /// <summary>Gets the punishment in words; null when it was not sent.</summary>
    public string? PunishmentDescription => Document.GetText("punish_description");

    /// <summary>Gets what the punishment was for; empty when there are none.</summary>
    public IReadOnlyList<AppealMaterial> IllegalMaterials => List("material", "illegal_material", static part => new AppealMaterial(part));

    /// <summary>Gets what was put forward; empty when there are none.</summary>
    public IReadOnlyList<AppealProof> AppealMaterials => List("material", "appeal_material", static part => new AppealProof(part));
}
