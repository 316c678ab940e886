namespace WeChatMini.Sdk.Signatures;

/// <summary>A signature that stands in the body of a request. It is put there for each attempt, where no log sees it.</summary>
internal interface IBodySignature : IDisposable
{
    /// <summary>Returns the body that is sent.</summary>
    /// <param name="accessToken">The token of this attempt; empty where none is sent.</param>
    byte[] Sign(string accessToken);
}
