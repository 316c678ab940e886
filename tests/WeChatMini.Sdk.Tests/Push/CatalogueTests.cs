using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using WeChatMini.Sdk.Push;
using WeChatMini.Sdk.Push.Messages;
using WeChatMini.Sdk.Testing;
using Xunit;

namespace WeChatMini.Sdk.Tests.Push;

/// <summary>Each push of the catalogue gets its class with every field of it, from JSON and XML alike.</summary>
public sealed class CatalogueTests
{
    private static readonly JsonNode[] Samples = Resource.Read("push-samples.json");

    public static TheoryData<string, FakePushFormat, string> All => [.. from sample in Samples from format in Enum.GetValues<FakePushFormat>() from culture in Cultures.Names select ((string)sample["type"]!, format, culture)];

    [Fact]
    public void Every_class_has_its_sample() =>
        Assert.Equal(
            typeof(PushMessage).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(PushMessage)) && type != typeof(UnknownMessage)).Select(type => type.Name).Order(StringComparer.Ordinal),
            Samples.Select(sample => (string)sample["type"]!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_push_of_the_catalogue_has_its_class_and_fields(string type, FakePushFormat format, string culture)
    {
        using var _ = Cultures.Use(culture);
        await using var stage = new PushStage();
        stage.WeChat.Push.Format = format;
        var sample = Samples.Single(sample => (string)sample["type"]! == type);

        PushStage.IsSuccess(await stage.SendAsync(FakePushMessage.FromJson(sample["document"]!.ToJsonString())));

        var push = Assert.Single(stage.Handled);
        Assert.Equal(type, push.GetType().Name);
        Assert.Equal("o9AgO5Kd5ggOC-bXrbNODIiE3bGY", push.FromUserName);
        Assert.Equal("gh_97417a04a28d", push.ToUserName);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1714112445), push.CreatedAt);
        Assert.Equal((string?)sample["document"]!["Event"], push.EventName);
        Assert.Equal(sample["document"]!["MsgId"]?.ToString(), push.MessageId);
        Assert.Equal(type, push.ToString());
        var expected = sample["expected"]!.AsObject();
        foreach (var (path, value) in expected)
        {
            Assert.Equal($"{path} = {value}", $"{path} = {Show(Follow(push, path))}");
        }

        // No property of the class is left out.
        var names = push.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(property => property.Name);
        Assert.Empty(names.Except(expected.Select(field => field.Key.Split('.', '[')[0])));
    }

    [Theory]
    [InlineData("""{"MsgType":"event","Event":"subscribe_msg_sent_event","List":{"TemplateId":"t","MsgID":"1864323726461255680","ErrorCode":"0","ErrorStatus":"success"}}""")]
    [InlineData("""{"MsgType":"event","Event":"subscribe_msg_sent_event","List":[{"TemplateId":"t","MsgID":1864323726461255680,"ErrorCode":0,"ErrorStatus":"success"}]}""")]
    [InlineData("<xml><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[subscribe_msg_sent_event]]></Event><SubscribeMsgSentEvent><List><TemplateId><![CDATA[t]]></TemplateId><MsgID>1864323726461255680</MsgID><ErrorCode>0</ErrorCode><ErrorStatus><![CDATA[success]]></ErrorStatus></List></SubscribeMsgSentEvent></xml>")]
    public async Task One_entry_is_a_list_of_one_however_it_is_written(string document)
    {
        await using var stage = await PlainAsync(document);
        var sending = Assert.Single(Assert.IsType<Sdk.Push.Events.SubscribeMessageSentEvent>(Assert.Single(stage.Handled)).Sendings);
        Assert.Equal(("t", 1864323726461255680, 0, "success"), (sending.TemplateId, sending.SentMessageId, sending.ErrorNumber, sending.Status));
    }

    [Fact]
    public async Task What_is_not_known_has_its_document()
    {
        await using var stage = await PlainAsync("""{"MsgType":"event","Event":"brand_new","CreateTime":"1714112445","Deep":{"Id":9223372036854775807,"Many":[1,"two",{"Three":null}]},"MsgId":"49d72d67b16d_1555684067"}""");
        var push = Assert.IsType<UnknownMessage>(Assert.Single(stage.Handled));
        Assert.Equal(("event", "brand_new", "49d72d67b16d_1555684067"), (push.MessageType, push.EventName, push.MessageId));
        Assert.Equal(1714112445, push.CreatedAt!.Value.ToUnixTimeSeconds());
        var deep = push.Document.Find("Deep")!;
        Assert.Equal(long.MaxValue, deep.GetNumber("Id"));
        Assert.Equal(["1", "two", null], deep.FindAll("Many").Select(entry => entry.Text));
        Assert.Equal("Three", deep.FindAll("Many").Last().Parts[0].Name);
        Assert.Null(push.Document.GetText("Nowhere"));
        Assert.Null(push.Document.GetNumber("Event"));
        Assert.Null(push.Document.GetTime("Event"));
        Assert.Contains("\"Deep\"", push.GetRawText(), StringComparison.Ordinal);
    }

    private static async Task<PushStage> PlainAsync(string document)
    {
        var stage = new PushStage(options => options.Push.AllowUnauthenticatedBody = true);
        var query = stage.WeChat.Push.CreateAddressCheck("x").Query;
        PushStage.IsSuccess(await stage.SendAsync("POST", query, System.Text.Encoding.UTF8.GetBytes(document)));
        return stage;
    }

    private static object? Follow(object? value, string path)
    {
        foreach (var step in path.Split('.'))
        {
            var name = step.Split('[')[0];
            value = value!.GetType().GetProperty(name)!.GetValue(value);
            value = step.Contains('[', StringComparison.Ordinal) ? ((IList)value!)[step[^2] - '0'] : value;
        }

        return value;
    }

    private static string Show(object? value) => value switch
    {
        DateTimeOffset time => "T" + time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "(null)",
    };
}
