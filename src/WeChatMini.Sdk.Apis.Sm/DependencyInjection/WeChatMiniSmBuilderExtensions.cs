using Microsoft.Extensions.DependencyInjection.Extensions;
using WeChatMini.Sdk.Apis.Sm;
using WeChatMini.Sdk.DependencyInjection;
using WeChatMini.Sdk.SecureApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Uses the ciphers of GM/T.</summary>
public static class WeChatMiniSmBuilderExtensions
{
    /// <summary>
    /// Lets the mini-programs whose <see cref="WeChatSecureApiOptions.Algorithm"/> is <see cref="SecureApiAlgorithm.Sm"/> sign with SM2withSM3 and encrypt
    /// with SM4. It serves all mini-programs of the container, and changes nothing for the others.
    /// </summary>
    /// <param name="builder">The mini-program.</param>
    /// <returns>The builder.</returns>
    public static WeChatMiniBuilder UseSmCiphers(this WeChatMiniBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISecureSuite, SmSuite>());
        return builder;
    }
}
