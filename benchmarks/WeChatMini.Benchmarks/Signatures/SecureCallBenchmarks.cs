using System.Text;
using BenchmarkDotNet.Attributes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;
using WeChatMini.Sdk.SecureApi;

namespace WeChatMini.Benchmarks.Signatures;

/// <summary>A call that is encrypted and signed, and its answer: from the body to the bytes that go out, and from those that come back to the plaintext.</summary>
public class SecureCallBenchmarks : IDisposable
{
    private static readonly Uri Host = new("https://api.weixin.qq.com");
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"appid":"wxba6223c06417af7b","openid":"oEWzBfmdLqhFS2mTXCo2E4Y9gJAM","scene":0,"client_ip":"127.0.0.1"}""");

    private readonly SecureFloor _floor = new();
    private readonly StandingClock _clock = new();
    private readonly SecureKeys _keys;

    public SecureCallBenchmarks() => _keys = new SecureKeys(new WeChatMiniOptions { AppId = App.Id, SecureApi = _floor.Settings }, RsaSuite.Instance);

    [Benchmark(Baseline = true)]
    public int ByHand()
    {
        var (body, signature) = _floor.Seal(Body);
        return body.Length + signature.Length + _floor.Open().Length;
    }

    [Benchmark]
    public int Own()
    {
        using var call = new SecureCall(_keys.Enter(), SecureFloor.Path, "", Body, [], _clock, null);
        return call.Seal(Host).Body().Length + call.Open(_floor.Response.Headers, _floor.Answer).Bytes.Length;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _floor.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(SecureFloor.Now);
    }
}
