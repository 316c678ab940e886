using WeChatMini.Sdk.AccessTokens;

namespace WeChatMini.Sdk.LeakTests.Sinks;

/// <summary>Stands before the place where instances share tokens: takes down all that it is given, gives back, and throws.</summary>
internal sealed class RecordingShare(Recording recording, IAccessTokenShare inner) : IAccessTokenShare, IAsyncDisposable
{
    public const string Arguments = "Token share arguments";
    public const string Thrown = "Token share exceptions";

    public bool HasLease => inner.HasLease;

    public ValueTask<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) =>
        RunAsync(nameof(ReadAsync), () => inner.ReadAsync(key, cancellationToken), key);

    public async ValueTask WriteAsync(string key, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await RunAsync(nameof(WriteAsync), () => Nothing(inner.WriteAsync(key, entry, expiresAt, cancellationToken)), key, entry);

    public async ValueTask ReplaceAsync(string key, ReadOnlyMemory<byte> useless, ReadOnlyMemory<byte> entry, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await RunAsync(nameof(ReplaceAsync), () => Nothing(inner.ReplaceAsync(key, useless, entry, expiresAt, cancellationToken)), key, useless, entry);

    public ValueTask<bool> TryLeaseAsync(string key, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(nameof(TryLeaseAsync), () => inner.TryLeaseAsync(key, owner, duration, cancellationToken), key, owner);

    public async ValueTask ReleaseAsync(string key, string owner, CancellationToken cancellationToken) =>
        await RunAsync(nameof(ReleaseAsync), () => Nothing(inner.ReleaseAsync(key, owner, cancellationToken)), key, owner);

    public async ValueTask DisposeAsync()
    {
        switch (inner)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync();
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    private static async ValueTask<bool> Nothing(ValueTask call)
    {
        await call;
        return true;
    }

    private async ValueTask<T> RunAsync<T>(string operation, Func<ValueTask<T>> call, params object[] arguments)
    {
        foreach (var argument in arguments)
        {
            recording.AddObject(Arguments, operation, argument);
        }

        try
        {
            var result = await call();
            recording.AddObject(Arguments, operation + " returns", result);
            return result;
        }
        catch (Exception exception)
        {
            recording.AddObject(Thrown, operation, exception);
            recording.Add(Thrown, operation, exception.ToString());
            throw;
        }
    }
}
