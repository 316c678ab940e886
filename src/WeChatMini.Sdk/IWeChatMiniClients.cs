using WeChatMini.Sdk.Errors;

namespace WeChatMini.Sdk;

/// <summary>All mini-programs of this process, by name.</summary>
public interface IWeChatMiniClients
{
    /// <summary>Gets a mini-program by the name of its options; one whose options appear later is there from then on.</summary>
    /// <param name="name">The name; empty for the default one.</param>
    /// <returns>Always the same client for a name.</returns>
    /// <exception cref="WeChatException">Of kind <see cref="WeChatErrorKind.Misconfigured"/> when there are no valid options of that name.</exception>
    WeChatMiniClient Get(string name = "");
}
