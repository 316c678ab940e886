using System.Text.RegularExpressions;

namespace WeChatMini.Sdk.Errors;

/// <summary>Reads the two useful parts of WeChat's <c>errmsg</c>; the rest of it is never passed on.</summary>
internal static partial class ErrorMessage
{
    /// <summary>The request id: <c>rid: 632d16be-15ad5486-1e378de4</c>, or in older answers <c>hint: [abc]</c> and <c>req_id: abc</c>.</summary>
    public static string? RequestId(string? errmsg)
    {
        if (errmsg is null || RequestIdPattern().Match(errmsg) is not { Success: true } match)
        {
            return null;
        }

        return match.Groups["id"].Value;
    }

    /// <summary>The egress address that 40164 rejects, as it must be entered into the whitelist.</summary>
    public static string? RejectedAddress(string? errmsg)
    {
        if (errmsg is null || AddressPattern().Match(errmsg) is not { Success: true } match)
        {
            return null;
        }

        return match.Groups["ip"].Value;
    }

    [GeneratedRegex(@"(?:rid:\s*|req_id:\s*|hint:\s*\[)\s*(?<id>[0-9A-Za-z_-]{4,64})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RequestIdPattern();

    [GeneratedRegex(@"invalid ip (?<ip>[0-9a-fA-F:.]{3,45})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AddressPattern();
}
