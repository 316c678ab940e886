using System.Text;
using System.Xml;
using System.Xml.Linq;
using WeChatMini.Sdk.Push;

namespace WeChatMini.Fuzz.Support;

/// <summary>What the library's XML reader accepts, the framework's reads alike.</summary>
internal static class XmlOracle
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static void Agree(ReadOnlySpan<byte> source, PushElement root)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(source).TrimStart('\uFEFF').TrimStart(' ', '\t', '\r', '\n')), Strict);
            Agree(XElement.Load(reader), root);
        }
        catch (XmlException exception)
        {
            throw new FindingException("The framework refuses XML that was accepted: " + exception.Message);
        }
    }

    private static void Agree(XElement expected, PushElement actual)
    {
        Check.That(expected.Name.NamespaceName.Length == 0 && expected.Name.LocalName == actual.Name, "An element has another name.");
        var parts = expected.Elements().ToArray();
        Check.That(parts.Length == actual.Parts.Count, "An element has other parts.");
        Check.That(parts.Length > 0 || actual.Text is null || expected.Value == actual.Text, "An element has another text.");
        for (var index = 0; index < parts.Length; index++)
        {
            Agree(parts[index], actual.Parts[index]);
        }
    }
}
