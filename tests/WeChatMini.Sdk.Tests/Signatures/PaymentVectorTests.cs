using WeChatMini.Sdk.Signatures;
using Xunit;

namespace WeChatMini.Sdk.Tests.Signatures;

/// <summary>Published examples of the signatures of payments and deliveries; all but those of WeChat's own pages come from the tests of other libraries.</summary>
public sealed class PaymentVectorTests
{
    private static readonly Dictionary<string, string> Midas = new()
    {
        ["zone_id"] = "1",
        ["appid"] = "wx1234567",
        ["offer_id"] = "12345678",
        ["openid"] = "odkx20ENSNa2w5y3g_qOkOvBNM1g",
        ["ts"] = "1507530737",
        ["pf"] = "android",
    };

    /// <summary>Two bodies that differ in white space and order only have two signatures: the bytes are signed.</summary>
    [Theory]
    [InlineData("/xpay/query_user_balance", """{"openid": "xxx", "user_ip": "127.0.0.1", "env": 0}""", "c37809f27c6d7fd1837ad2500a04512b66b34fd793a39a385fade56dca89a4b5")]
    [InlineData("/xpay/query_user_balance", """{"openid":"xxx","env":0,"user_ip":"127.0.0.1"}""", "fb4703e6b7da545a7f43428f02f2a9fa42e895704c6319d01a0aa859cf63253c")]
    [InlineData("/retail/B2b/getorder", """{"mchid": "1230000109","out_trade_no": "1217752501201407033233368018"}""", "2cb3e9fda4da9774f0c6f747bbf6c56e9045969d9921db7344fffdc945c1dc23")]
    public void A_pay_sig_is_computed(string uri, string body, string expected) => Assert.Equal(expected, PaySignature.Compute("12345", uri, body));

    [Fact]
    public void The_two_signatures_of_the_first_mini_game_payment_are_computed()
    {
        const string path = "/cgi-bin/midas/getbalance";
        var sig = MidasSignature.Compute("zNLgAGgqsEWJOg1nFVaO5r7fAlIQxr1u", path, Midas);
        var mpSig = MidasSignature.ComputeForSession("V7Q38/i2KXaqrQyl2Yx9Hg==", path, new Dictionary<string, string>(Midas) { ["access_token"] = "ACCESSTOKEN", ["sig"] = sig });

        Assert.Equal("1ad64e8dcb2ec1dc486b7fdf01f4a15159fc623dc3422470e51cf6870734726b", sig);
        Assert.Equal("ff4c5bb39dea1002a8f03be0438724e1a8bcea5ebce8f221f9b9fea3bcf3bf76", mpSig);
    }

    [Fact]
    public void A_delivery_is_signed() => Assert.Equal("a93d8d6bae9a9483c1b1d4e8670e7f6226ec94cb", DeliverySignature.Compute("test_shop_id", "test_shop_order_id", "test_app_secrect"));

    [Theory]
    [InlineData("fda68ccc3f2ac30a11aee40584ea021e1999026fbbb432875070ef1ce46074f0", true)]
    [InlineData("fda68ccc3f2ac30a11aee40584ea021e1999026fbbb432875070ef1ce46074f1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_push_that_asks_to_deliver_is_checked(string? signature, bool isRight) =>
        Assert.Equal(isRight, GameDeliverySignature.Verify("test_app_key_1234567890", "xpay_goods_deliver_notify", """{"outTradeNo":"ORDER20260101001","productId":"prod_001"}""", signature));
}
