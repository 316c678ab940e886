using System.Text.RegularExpressions;

namespace WeChatMini.Sdk.Testing.Server;

internal static partial class QueryMask
{
    public static string Apply(string query) => Secrets().Replace(query, "$1***");

    [GeneratedRegex("((?:^|[?&])(?:secret|js_code|access_token|cloudbase_access_token|signature|pay_sig|openid)=)[^&]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrets();
}
