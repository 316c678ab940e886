using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Benchmarks.Stub;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.UserData;

namespace WeChatMini.Benchmarks.UserData;

/// <summary>Opening a sealed profile and verifying a signed one, over the memory store, beside the same work by hand.</summary>
public class UserDataBenchmarks
{
    private const string SessionKey = "dGhpcyBpcyAxNiBieXRlcw==";
    private const string RawData = """{"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN","avatarUrl":"https://thirdwx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/132"}""";

    private readonly FloorOpener _floor = new(SessionKey);
    private WeChatMiniClient _client = null!;
    private MiniSession _session = null!;
    private string _encryptedData = null!;
    private string _iv = null!;
    private string _signature = null!;

    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public UserProfileClaim OpenByHand() => _floor.Open(_encryptedData, _iv);

    [Benchmark]
    public UserProfileClaim Open()
    {
        var opened = _client.UserData.OpenProfileAsync(_session, _encryptedData, _iv);
        return opened.IsCompletedSuccessfully ? opened.Result : throw new InvalidOperationException("The memory store did not answer at once.");
    }

    [Benchmark]
    public UserProfile VerifyByHand() => _floor.Verify(RawData, _signature);

    [Benchmark]
    public UserProfile Verify()
    {
        var verified = _client.UserData.VerifyProfileAsync(_session, RawData, _signature);
        return verified.IsCompletedSuccessfully ? verified.Result : throw new InvalidOperationException("The memory store did not answer at once.");
    }

    private async Task SetUpAsync()
    {
        await using var stub = await StubProcess.StartAsync();
        _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, BaseAddress = stub.Address, UserData = { MaxAge = TimeSpan.FromHours(1) } });
        _session = (await _client.LoginAsync("0f3benchmark000000000000000000000")).Session;
        var json = RawData[..^1] + $$$""","openId":"{{{_session.OpenId}}}","unionId":"{{{_session.UnionId}}}","watermark":{"timestamp":{{{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}}},"appid":"{{{App.Id}}}"}}""";
        var iv = RandomNumberGenerator.GetBytes(16);
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(SessionKey);
        _encryptedData = Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(json), iv));
        _iv = Convert.ToBase64String(iv);
#pragma warning disable CA5350 // WeChat's protocol says SHA-1.
        _signature = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(RawData + SessionKey)));
#pragma warning restore CA5350
    }
}
