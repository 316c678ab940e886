namespace WeChatMini.Sdk.Testing;

/// <summary>What is wrong with a signed and sealed answer. Each is wrong in one way only: everything around it is as WeChat does it.</summary>
public enum FakeSecureCorruption
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A bit of the signature is flipped.</summary>
    FlippedSignature,

    /// <summary>A bit of the sealed body is flipped after it was signed.</summary>
    FlippedBody,

    /// <summary>A bit of the ciphertext is flipped before it is signed.</summary>
    FlippedCiphertext,

    /// <summary>The signature is right, and stands under a serial number that nobody has.</summary>
    OtherSerial,

    /// <summary>Signed by another key under the right serial number.</summary>
    OtherKey,

    /// <summary>Signed and sealed ten minutes ago.</summary>
    StaleTime,

    /// <summary>Signed and sealed ten minutes ahead.</summary>
    FutureTime,

    /// <summary>The time in the header is another one than the time that was signed.</summary>
    MovedTime,

    /// <summary>Signed and sealed for another AppID.</summary>
    OtherApp,

    /// <summary>Signed for this AppID; the one inside is another.</summary>
    OtherAppInside,

    /// <summary>Signed for this time; the one inside is another.</summary>
    OtherTimeInside,

    /// <summary>Signed and sealed for another API.</summary>
    OtherPath,

    /// <summary>Sealed with another symmetric key.</summary>
    OtherSymmetricKey,

    /// <summary>Signed, and not sealed.</summary>
    NotSealed,

    /// <summary>Sealed, without its signature.</summary>
    NotSigned,

    /// <summary>Neither signed nor sealed, as if the request had been like that.</summary>
    InTheClear,
}
