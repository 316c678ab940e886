namespace WeChatMini.Sdk.Testing;

/// <summary>What is wrong with a push. Each is wrong in one way only: everything around it is signed and sealed as WeChat does.</summary>
public enum FakePushCorruption
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The <c>signature</c> is another one.</summary>
    WrongSignature,

    /// <summary>There is no <c>signature</c>.</summary>
    MissingSignature,

    /// <summary>The <c>signature</c> comes twice.</summary>
    RepeatedSignature,

    /// <summary>Signed with another Token.</summary>
    ForeignToken,

    /// <summary>Signed ten minutes ago.</summary>
    StaleTimestamp,

    /// <summary>Signed ten minutes ahead.</summary>
    FutureTimestamp,

    /// <summary>A digit of the nonce is given to the time, which the signature does not notice.</summary>
    MovedBoundary,

    /// <summary>The <c>msg_signature</c> is another one.</summary>
    WrongMessageSignature,

    /// <summary>There is no <c>msg_signature</c>.</summary>
    MissingMessageSignature,

    /// <summary>The message is in the clear although the mode is another.</summary>
    InTheClear,

    /// <summary>A bit of the ciphertext is changed after it was signed.</summary>
    ChangedCiphertext,

    /// <summary>Sealed for another AppID.</summary>
    ForeignAppId,

    /// <summary>Sealed for an AppID that begins with the right one.</summary>
    LongerAppId,

    /// <summary>Sealed for no AppID.</summary>
    EmptyAppId,

    /// <summary>Sealed with another EncodingAESKey.</summary>
    ForeignKey,

    /// <summary>The pad byte is 0.</summary>
    PadOfZero,

    /// <summary>The pad byte is 33.</summary>
    PadTooLong,

    /// <summary>One byte of the pad differs.</summary>
    UnevenPad,

    /// <summary>The length is beyond the end.</summary>
    LengthTooLarge,

    /// <summary>The length is 0xFFFFFFFF, which is -1 to the careless.</summary>
    NegativeLength,

    /// <summary>The ciphertext ends inside a block.</summary>
    CutCiphertext,

    /// <summary>The ciphertext is empty.</summary>
    EmptyCiphertext,

    /// <summary>The ciphertext is not Base64.</summary>
    NotBase64,

    /// <summary>The sealed message is no document.</summary>
    SealedNonsense,

    /// <summary>The sealed message is not UTF-8.</summary>
    SealedInvalidUtf8,

    /// <summary>The sealed message has a member twice; in XML, its kind.</summary>
    SealedDuplicate,

    /// <summary>The sealed message is nested 17 levels deep.</summary>
    SealedTooDeep,

    /// <summary>The body is empty.</summary>
    EmptyBody,

    /// <summary>The body is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The body has <c>Encrypt</c> twice.</summary>
    DuplicateEncrypt,

    /// <summary>The body is followed by another character.</summary>
    TrailingBytes,

    /// <summary>The body is cut.</summary>
    CutBody,

    /// <summary>The body is nested 17,000 levels deep.</summary>
    DeepBody,

    /// <summary>XML with an external entity that names a file, whatever the format.</summary>
    ExternalEntity,

    /// <summary>XML with a billion laughs, whatever the format.</summary>
    BillionLaughs,

    /// <summary>A body of 1 MiB.</summary>
    HugeBody,
}
