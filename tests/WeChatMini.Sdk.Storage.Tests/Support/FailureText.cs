using System.Collections;
using System.Text;

namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>All that a log could print of an exception.</summary>
internal static class FailureText
{
    public static string Of(Exception exception)
    {
        var text = new StringBuilder(exception.ToString());
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            text.Append('\n').Append(cause.Message);
            foreach (DictionaryEntry entry in cause.Data)
            {
                text.Append('\n').Append(entry.Key).Append('=').Append(entry.Value);
            }
        }

        return text.ToString();
    }
}
