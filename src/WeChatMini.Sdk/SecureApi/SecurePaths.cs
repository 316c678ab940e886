namespace WeChatMini.Sdk.SecureApi;

/// <summary>
/// The APIs whose pages say that they support signing and encryption, as far as it is known how: POST with a JSON body and a JSON answer. Four pages
/// with GET and the three with an image as answer say it too, and nothing says what is then encrypted; they are left alone. What other
/// collections list besides is for <see cref="WeChatSecureApiOptions.AdditionalPaths"/>.
/// </summary>
internal static class SecurePaths
{
    /// <summary>Whether a call is protected under these options.</summary>
    public static bool Contains(string path, WeChatSecureApiOptions options) =>
        (DocumentedPaths.Contains(path) || options.AdditionalPaths.Contains(path)) && !options.ExcludedPaths.Contains(path);
}
