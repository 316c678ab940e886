using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Wire;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>What is a document, what it says, and that the framework's readers say the same.</summary>
public sealed class DocumentTests
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    [Theory]
    [InlineData("<xml><a>1</a></xml>", "1")]
    [InlineData("\uFEFF \r\n<xml><a>1</a></xml>\r\n ", "1")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml><a>1</a></xml>", "1")]
    [InlineData("<?xml version='1.0'?><xml><a>1</a></xml>", "1")]
    [InlineData("<xml><a/></xml>", "")]
    [InlineData("<xml><a ></a ></xml >", "")]
    [InlineData("<xml><a><![CDATA[]]></a></xml>", "")]
    [InlineData("<xml><a><![CDATA[<b>&amp;</b>]]></a></xml>", "<b>&amp;</b>")]
    [InlineData("<xml><a><![CDATA[one ]]]]><![CDATA[> two]]></a></xml>", "one ]]> two")]
    [InlineData("<xml><a> x<![CDATA[ y ]]>z </a></xml>", " x y z ")]
    [InlineData("<xml><a>&lt;&gt;&amp;&quot;&apos;&#20013;&#x1F600;</a></xml>", "<>&\"'中😀")]
    [InlineData("<xml><a>line\r\nline\rline</a></xml>", "line\nline\nline")]
    [InlineData("<xml><a><![CDATA[line\r\nline]]></a></xml>", "line\nline")]
    [InlineData("<xml>\n  <a>好 😀</a>\n</xml>", "好 😀")]
    [InlineData("{\"a\":\"1\"}", "1")]
    [InlineData("\uFEFF{\"a\":1}", "1")]
    [InlineData("{\"a\":12345678901234567890123}", "12345678901234567890123")]
    [InlineData("{\"a\":true}", "true")]
    [InlineData("{\"a\":\"\\u597d \\ud83d\\ude00 \\/\"}", "好 😀 /")]
    [InlineData("{\"\\u0061\":\"escaped name\"}", "escaped name")]
    public void A_document_says(string text, string expected) => Assert.Equal(expected, Read(text)!.Root.GetText("a"));

    [Theory]
    [InlineData("名前")]
    [InlineData("\uFEFFMsgType")]
    [InlineData("a😀")]
    public void A_part_is_found_by_the_name_that_it_has_also_beyond_ASCII(string name)
    {
        var root = Read($$"""{"名":"0","{{name}}":"1","{{name}} ":"2"}""")!.Root;

        Assert.Equal("1", root.GetText(name));
        Assert.Equal("2", root.GetText(root.Parts[2].Name));
        Assert.Single(root.FindAll(name));
        Assert.Null(root.GetText(name + "?"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":[],\"a\":2}")]
    [InlineData("{\"a\":[],\"b\":1,\"a\":[]}")]
    [InlineData("{\"b\":{\"a\":1,\"a\":2}}")]
    [InlineData("{\"a\":\"\\ud83d\"}")]
    [InlineData("{\"\\ud83d\":1}")]
    [InlineData("{/**/}")]
    [InlineData("{\"MsgType\":[\"text\",\"event\"]}")]
    [InlineData("{\"MsgType\":{\"a\":1}}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("<xml>")]
    [InlineData("<xml></xm>")]
    [InlineData("<xml></xml>x")]
    [InlineData("<xml></xml><xml></xml>")]
    [InlineData("<html></html>")]
    [InlineData("<xml>text</xml>")]
    [InlineData("<xml><a>1</a>text</xml>")]
    [InlineData("<xml><a>1<b>2</b></a></xml>")]
    [InlineData("<xml><a><![CDATA[ ]]><b>2</b></a></xml>")]
    [InlineData("<xml><a>&#32;<b>2</b></a></xml>")]
    [InlineData("<xml a=\"1\"></xml>")]
    [InlineData("<xml><a b='1'/></xml>")]
    [InlineData("<xml><!-- --></xml>")]
    [InlineData("<xml><?p ?></xml>")]
    [InlineData("<!DOCTYPE xml><xml></xml>")]
    [InlineData("<xml><a>&unknown;</a></xml>")]
    [InlineData("<xml><a>&;</a></xml>")]
    [InlineData("<xml><a>&#;</a></xml>")]
    [InlineData("<xml><a>&#0;</a></xml>")]
    [InlineData("<xml><a>&#xD800;</a></xml>")]
    [InlineData("<xml><a>&#-5;</a></xml>")]
    [InlineData("<xml><a>&lt</a></xml>")]
    [InlineData("<xml><a>]]></a></xml>")]
    [InlineData("<xml><a>\u0001</a></xml>")]
    [InlineData("<xml><a><![CDATA[\u0001]]></a></xml>")]
    [InlineData("<xml><a><![CDATA[ </a></xml>")]
    [InlineData("<xml><1>1</1></xml>")]
    [InlineData("<xml>< a>1</a></xml>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"gbk\"?><xml></xml>")]
    [InlineData("<?xml version=\"1.1\"?><xml></xml>")]
    [InlineData("<?xml ")]
    [InlineData("<xml><MsgType>text</MsgType><MsgType>event</MsgType></xml>")]
    [InlineData("<xml><MsgType><a>1</a></MsgType></xml>")]
    [InlineData("plain")]
    public void This_is_no_document(string text) => Assert.Null(Read(text));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_no_document() => Assert.Null(PushReader.Read(new byte[] { (byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, 8));

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    public void Depth_is_counted_alike(int most)
    {
        for (var depth = most - 1; depth <= most + 1; depth++)
        {
            var json = string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);
            var xml = "<xml>" + string.Concat(Enumerable.Repeat("<a>", depth - 1)) + string.Concat(Enumerable.Repeat("</a>", depth - 1)) + "</xml>";
            Assert.Equal(depth <= most, PushReader.Read(Encoding.UTF8.GetBytes(json), most) is not null);
            Assert.Equal(depth <= most, PushReader.Read(Encoding.UTF8.GetBytes(xml), most) is not null);
        }
    }

    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_001, false)]
    public void Parts_are_counted(int count, bool isTaken)
    {
        Assert.Equal(isTaken, Read("{\"a\":[" + string.Join(',', Enumerable.Repeat("1", count - 1)) + "]}") is not null);
        Assert.Equal(isTaken, Read("<xml>" + string.Concat(Enumerable.Repeat("<a/>", count - 1)) + "</xml>") is not null);
    }

    /// <summary>Out of pieces that make trouble: whatever is taken, the framework's reader takes and reads alike.</summary>
    [Fact]
    public void The_framework_reads_the_same_XML()
    {
        string[] pieces = ["<xml>", "</xml>", "<a>", "</a>", "<b>", "</b>", "<a/>", "text", " ", "\r\n", "&amp;", "&#65;", "&#x20;", "&", "]]>", "<![CDATA[", "<", ">", "好", "😀", "<!--", "-->", "<?xml version=\"1.0\"?>", "<!DOCTYPE a>", "a=\"1\"", "\u0001", "\uFFFE"];
        var taken = 0;
        Gen.Int[0, pieces.Length - 1].Array[0, 14].Sample(
            numbers =>
            {
                var text = "<xml>" + string.Concat(numbers.Select(number => pieces[number])) + "</xml>";
                if (Read(text) is not { } document)
                {
                    return;
                }

                Interlocked.Increment(ref taken);
                using var reader = XmlReader.Create(new StringReader(text), Strict);
                Assert.Equal(Show(XElement.Load(reader, LoadOptions.PreserveWhitespace)), Show(document.Root));
            },
            iter: 200_000);
        Assert.True(taken > 1000, $"{taken} were taken.");
    }

    [Fact]
    public void The_framework_reads_the_same_JSON()
    {
        string[] pieces = ["{", "}", "[", "]", ":", ",", "\"a\"", "\"b\"", "\"\\u0061\"", "1", "1.5e3", "null", "true", "\"x\"", " ", "\\", "\"", "\"a\":", "\"b\":1,", "\"a\":[]", "好"];
        var taken = 0;
        var strict = new System.Text.Json.JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 };
        Gen.Int[0, pieces.Length - 1].Array[0, 8].Sample(
            numbers =>
            {
                var text = "{" + string.Concat(numbers.Select(number => pieces[number])) + "}";
                var isTaken = Read(text) is not null;
                taken += isTaken ? 1 : 0;
                bool isJson;
                try
                {
                    using var document = System.Text.Json.JsonDocument.Parse(text, strict);
                    isJson = true;
                }
                catch (System.Text.Json.JsonException)
                {
                    isJson = false;
                }

                Assert.True(isJson == isTaken, text);
            },
            iter: 200_000);
        Assert.True(taken > 1000, $"{taken} were taken.");
    }

    private static PushDocument? Read(string text) => PushReader.Read(Encoding.UTF8.GetBytes(text), 8);

    private static string Show(XElement element) =>
        $"<{element.Name}>" + (element.HasElements || element.Parent is null ? string.Concat(element.Elements().Select(Show)) : element.Value) + "</>";

    private static string Show(PushElement element) => $"<{element.Name}>" + (element.Text ?? string.Concat(element.Parts.Select(Show))) + "</>";
}
