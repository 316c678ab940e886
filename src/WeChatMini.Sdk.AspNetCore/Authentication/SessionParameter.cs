using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.AspNetCore.Authentication;

/// <summary>Looks for a <see cref="MiniSession"/> among the parameters of an endpoint, in what the framework wrote down about them; controllers have no such record.</summary>
internal static class SessionParameter
{
    public static bool IsOptionalIn(HttpEndpoint? endpoint) => Of(endpoint) is { IsOptional: true };

    /// <summary>Says whether the handler runs whoever asks, so that nothing but the parameter depends on the session.</summary>
    public static bool IsUnguardedIn(HttpEndpoint? endpoint) =>
        Of(endpoint) is not null && (endpoint!.Metadata.GetMetadata<IAuthorizeData>() is null || endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static IParameterBindingMetadata? Of(HttpEndpoint? endpoint)
    {
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (parameter.ParameterInfo.ParameterType == typeof(MiniSession))
            {
                return parameter;
            }
        }

        return null;
    }
}
