using System.Text;
using BenchmarkDotNet.Attributes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Benchmarks.Stub;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Http;
using WeChatMini.Sdk.Signatures;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>What the last hop does for a call of virtual payment on behalf of a user: from the request in memory to the address that goes over the wire.</summary>
public class SigningBenchmarks : IDisposable
{
    private const string SessionKey = "dGhpcyBpcyAxNiBieXRlcw==";
    private const string Path = "/xpay/query_user_balance";
    private static readonly string Token = new('t', 136);
    private static readonly Uri Address = new("https://api.weixin.qq.com" + Path);

    private readonly FloorSigner _floor = new(SessionKey);
    private readonly RequestSigner _signer = new(new PayKeys(FloorSigner.AppKey, null));
    private readonly HttpRequestMessage _request = new(HttpMethod.Post, Address)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes("""{"openid":"oBenchmark0000000000000000001","env":0,"user_ip":"127.0.0.1"}""")),
    };

    private WeChatMiniClient _client = null!;

    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void CleanUp() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    public void Dispose()
    {
        _request.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public Uri ByHand()
    {
        var body = _request.Content!.ReadAsByteArrayAsync();
        return _floor.Sign(_client.Options.BaseAddress, Path, Token, body.Result);
    }

    [Benchmark]
    public Uri Own()
    {
        var signed = _signer.SignAsync(_client, _request, Path, CancellationToken.None);
        var parameters = signed.IsCompletedSuccessfully ? signed.Result : throw new InvalidOperationException("The memory store did not answer at once.");
        return new WeChatCall(_client.Options, [("access_token", Token), .. parameters.Parameters]).Reveal(Address);
    }

    private async Task SetUpAsync()
    {
        await using var stub = await StubProcess.StartAsync();
        _client = WeChatMiniClient.Create(new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, BaseAddress = stub.Address });
        var session = (await _client.LoginAsync("0f3benchmark000000000000000000000")).Session;
        _request.SignWith(session);
        await _request.Content!.LoadIntoBufferAsync();
    }
}
