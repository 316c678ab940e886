namespace WeChatMini.Sdk.Push.Events;

/// <summary>What an appeal put forward.</summary>
public sealed class AppealProof
{
    private readonly PushElement _part;

    internal AppealProof(PushElement part) => _part = part;

    /// <summary>Gets the reason; null when it was not sent.</summary>
    public string? Reason => _part.GetText("reason");

    /// <summary>Gets the media id of a proof; null when it was not sent.</summary>
    public string? ProofMaterialId => _part.GetText("proof_material_id");
}
