using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using WeChatMini.Sdk;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Benchmarks.Validation;

/// <summary>Checking a live session's token in the memory store, against one SHA-256: the least that a store without tokens can do.</summary>
public class ValidationBenchmarks
{
    private readonly byte[] _input = new byte[80];
    private WeChatMiniClient _client = null!;
    private string _token = null!;

    [GlobalSetup]
    public void SetUp() => (_client, _token) = LiveSession.Create();

    [GlobalCleanup]
    public void CleanUp() => _client.DisposeAsync().AsTask().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public byte Hash()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_input, hash);
        return hash[0];
    }

    [Benchmark]
    public MiniSession? Validate()
    {
        // The memory store answers at once. Returning the ValueTask would have the harness make a Task of it, and count that.
        var session = _client.Sessions.ValidateAsync(_token);
        return session.IsCompletedSuccessfully ? session.Result : throw new InvalidOperationException("The memory store did not answer at once.");
    }
}
