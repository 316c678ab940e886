using System.Globalization;

namespace WeChatMini.Sdk.Testing.Catalogue;

/// <summary>A field of a request or an answer.</summary>
/// <param name="Path">Its path: <c>a.b</c> or <c>a[].b</c>.</param>
/// <param name="Type">s text, n or i number, t seconds, d RFC 3339, f 0 or 1, b boolean, o object, a list of anything, s[] n[] o[] lists, x Base64, F file.</param>
/// <param name="Place">? query, % form, = the whole body, . a member of the body.</param>
/// <param name="IsRequired">Whether WeChat refuses a call without it.</param>
internal sealed record WireField(string Path, string Type, char Place, bool IsRequired)
{
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public string Parent => Path.LastIndexOf('.') is > 0 and var dot ? Path[..dot].TrimEnd('[', ']') : "";

    /// <summary>Whether a text in a query or a form can be a value of it.</summary>
    public bool FitsText(string text) => Type is not ("n" or "i" or "t" or "f") || decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    public static WireField ParseRequest(string text)
    {
        var isRequired = text[1] == '!';
        return Parse(text[(isRequired ? 2 : 1)..], text[0], isRequired);
    }

    public static WireField ParseAnswer(string text) => Parse(text, '.', false);

    private static WireField Parse(string text, char place, bool isRequired)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new WireField(text[(colon + 1)..], text[..colon], place, isRequired);
    }
}
