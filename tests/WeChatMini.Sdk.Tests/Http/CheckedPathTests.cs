using WeChatMini.Sdk.Http;
using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>The path of a call is taken from the text of its address where that is the same as asking the address, and only there.</summary>
public sealed class CheckedPathTests
{
    private static readonly Uri Host = new("https://api.weixin.qq.com");

    [Theory]
    [InlineData("/wxa/msg_sec_check")]
    [InlineData("/wxa/msg_sec_check?x=1&y=%20")]
    [InlineData("/")]
    [InlineData("/wxa/../cgi-bin/token")]
    [InlineData("/wxa/%6Dsg_sec_check")]
    [InlineData("/wxa\\msg_sec_check")]
    [InlineData("/wxa/msg_sec_check#part")]
    [InlineData("/wxa//msg_sec_check")]
    [InlineData("/wxa/微信")]
    public void It_is_the_path_of_the_address(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host, text));
        Assert.Equal(request.RequestUri!.AbsolutePath, CheckedPath.Of(request).ToString());
    }

    [Theory]
    [InlineData("/wxa/query?access_token=mine")]
    [InlineData("/wxa/query?a=b&ACCESS_TOKEN=mine")]
    [InlineData("/wxa/query?access%5Ftoken=mine")]
    [InlineData("/wxa/%71uery?access_token=mine")]
    public void A_token_in_the_address_is_refused(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host, text));
        Assert.Throws<InvalidOperationException>(() => CheckedPath.Of(request).ToString());
    }

    [Theory]
    [InlineData("https://example.com/wxa/query")]
    [InlineData("https://api.weixin.qq.com.example.com/wxa/query")]
    [InlineData("https://api.weixin.qq.com@example.com/wxa/query")]
    public void Another_host_is_refused(string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(text));
        Assert.Throws<InvalidOperationException>(() => CheckedPath.Of(request).ToString());
    }
}
