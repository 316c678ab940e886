using BenchmarkDotNet.Attributes;
using WeChatMini.Benchmarks.Harness;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Endpoint;
using WeChatMini.Sdk.Push.Events;

namespace WeChatMini.Benchmarks.Push;

/// <summary>Every call is a push that was not there before, or was forgotten since, so that its handler runs.</summary>
public class PushBenchmarks
{
    /// <summary>More than either remembers.</summary>
    private const int Count = 12_000;

    private readonly PushPost[] _json = new PushPost[Count];
    private readonly PushPost[] _xml = new PushPost[Count];
    private PushFloor _floor = null!;
    private WeChatMiniClient _client = null!;
    private int _next;
    private int _seen;

    [GlobalSetup]
    public void SetUp()
    {
        var now = TimeProvider.System.GetUtcNow();
        for (var number = 0; number < Count; number++)
        {
            _json[number] = PushPost.Create(number, now, isXml: false);
            _xml[number] = PushPost.Create(number, now, isXml: true);
        }

        _floor = new PushFloor((push, _) =>
        {
            _seen += push.OpenId!.Length + push.RevokeInfo!.Length;
            return default;
        });
        var options = new WeChatMiniOptions { AppId = App.Id, AppSecret = App.Secret, Push = { Token = PushPost.Token, EncodingAESKey = PushPost.EncodingAesKey } };
        _client = WeChatMiniClient.Create(options, builder => builder.AddPushHandler<UserInfoModifiedEvent>((push, _, _) =>
        {
            _seen += push.OpenId!.Length + push.RevokeInfo!.Length;
            return default;
        }));
    }

    [GlobalCleanup]
    public void CleanUp() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public int JsonByHand() => RunByHand(_json);

    [Benchmark]
    public int Json() => Run(_json);

    [Benchmark]
    public int XmlByHand() => RunByHand(_xml);

    [Benchmark]
    public int Xml() => Run(_xml);

    private int RunByHand(PushPost[] posts)
    {
        var (post, before) = (Next(posts), _seen);
        var answer = _floor.HandleAsync(post.Query, post.Body);
        return Check(answer is { IsCompletedSuccessfully: true, Result: { Status: 200, Body.Length: 7 } }, before);
    }

    private int Run(PushPost[] posts)
    {
        var (post, before) = (Next(posts), _seen);
        var answer = _client.Endpoint.HandleAsync(new MiniRequest("POST", "/wx/push", body: post.Body) { Query = post.Query });
        return Check(answer is { IsCompletedSuccessfully: true, Result: { StatusCode: 200, Body.Length: 7 } }, before);
    }

    private PushPost Next(PushPost[] posts) => posts[_next = (_next + 1) % Count];

    private int Check(bool isSuccess, int before) =>
        isSuccess && _seen > before ? _seen : throw new InvalidOperationException("The push was not handled at once.");
}
