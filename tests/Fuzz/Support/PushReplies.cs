using System.Text;
using System.Xml.Linq;
using WeChatMini.Sdk.Endpoint;

namespace WeChatMini.Fuzz.Support;

/// <summary>A reply repeats what the sender wrote: it must stay a document whatever that was.</summary>
internal static class PushReplies
{
    public static void AreWellFormed(MiniResponse answer)
    {
        switch (answer.Headers.GetValueOrDefault("Content-Type"))
        {
            case "application/json":
                using (JsonOracle.Parse(answer.Body, 64))
                {
                    break;
                }

            case "application/xml":
                var root = XElement.Parse(Encoding.UTF8.GetString(answer.Body.Span));
                Check.That(root.Elements().Count(part => part.Name == "MsgType") == 1, "A reply in XML has another number of parts than it should.");
                break;
            default:
                Check.That(answer.Body.Span.SequenceEqual("success"u8), "A reply is neither a document nor success.");
                break;
        }
    }
}
