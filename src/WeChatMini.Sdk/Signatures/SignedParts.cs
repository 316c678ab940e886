namespace WeChatMini.Sdk.Signatures;

/// <summary>What signing left behind.</summary>
/// <param name="Parameters">What only the last hop may add to the address: the call's own parameters, and its signatures.</param>
/// <param name="Body">The bytes that were signed; null when nobody looked at them.</param>
internal readonly record struct SignedParts((string Name, string Value)[] Parameters, byte[]? Body)
{
    /// <summary>What puts a signature into the body; null when none is there.</summary>
    public IBodySignature? InBody { get; init; }
}
