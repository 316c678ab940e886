namespace WeChatMini.Fuzz;

/// <summary>A place where bytes of somebody else enter the library, with what must hold whatever they are.</summary>
internal interface IFuzzTarget
{
    /// <summary>Hands the bytes over. Any exception that gets out is a finding: the documented ones are caught and checked inside.</summary>
    /// <returns>Whether the library took the input for what it should be. A corpus of which it takes nothing proves nothing.</returns>
    bool Run(ReadOnlySpan<byte> input);
}
