using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatMini.Sdk;

namespace Snippets;

internal static class SecureApiExample
{
    public static async Task<WeChatMiniOptions> OptionsAsync(string symmetricKey)
    {
        #region secure-options
        var options = new WeChatMiniOptions
        {
            AppId = "wx…",
            AppSecret = "…",
            SecureApi =
            {
                SymmetricKey = { Serial = "fa05…", Value = symmetricKey },
                PrivateKey = { Value = await File.ReadAllTextAsync("private.pem") },
                Certificate = { Serial = "79ba…", Value = await File.ReadAllTextAsync("wechat.pem") },
            },
        };
        #endregion
        return options;
    }

    public static void AddSm(WebApplicationBuilder builder)
    {
        #region secure-sm
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseSmCiphers();
        #endregion
    }
}
