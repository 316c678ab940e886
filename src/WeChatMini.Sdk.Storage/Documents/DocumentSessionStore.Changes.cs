using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace WeChatMini.Sdk.Storage.Documents;

/// <content>Reads, and changes that start again when somebody else was quicker.</content>
public abstract partial class DocumentSessionStore
{
    /// <summary>What a call to the database may take (design decision 12).</summary>
    private static readonly TimeSpan OperationLimit = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a change tries against others that were quicker: the database answers all the while, so it is not down, and a login has 4.5 s.</summary>
    private static readonly TimeSpan ContentionLimit = TimeSpan.FromSeconds(2);

    /// <summary>What the first calls of a process may take: they find credentials, connect, and are compiled on the way.</summary>
    private static readonly TimeSpan FirstLimit = TimeSpan.FromSeconds(3);

    private readonly WriterQueue _writers = new();
    private volatile bool _hasAnswered;

    private async ValueTask<UserDocument?> ReadAsync(UserHandle user, CancellationToken cancellationToken) =>
        await LimitAsync(ct => LoadAsync(user, ct), cancellationToken).ConfigureAwait(false) is { } stored ? DocumentReader.Read(user, stored.Content) : null;

    private async ValueTask<T> ChangeAsync<T>(UserHandle user, Func<UserDocument, (T Answer, DocumentEffect Effect)> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var turn = await _writers.EnterAsync(user, cancellationToken).ConfigureAwait(false);
        var began = TimeProvider.System.GetTimestamp();
        var (mine, promised) = (0L, default(T)!);
        for (var pause = 4; ; pause = Math.Min(pause * 2, 64))
        {
            var stored = await LimitAsync(ct => LoadAsync(user, ct), cancellationToken).ConfigureAwait(false);
            var document = stored is null ? new UserDocument() : DocumentReader.Read(user, stored.Content);
            if (mine != 0 && document.Stamp == mine)
            {
                // The client lost the answer and repeated the write, which then met itself.
                return promised;
            }

            var (answer, effect) = change(document);
            if (effect == DocumentEffect.None || (effect == DocumentEffect.Delete && stored is null))
            {
                return answer;
            }

            document.Stamp = NewStamp();
            (mine, promised) = (document.Stamp, answer);
            if (await LimitAsync(ct => effect == DocumentEffect.Save ? SaveAsync(user, Pack(document), stored?.Version, ct) : DeleteAsync(user, stored!.Version, ct), cancellationToken).ConfigureAwait(false))
            {
                return answer;
            }

            if (TimeProvider.System.GetElapsedTime(began) >= ContentionLimit)
            {
                throw new TimeoutException($"A user's sessions in {Engine} were changed by others again and again for {ContentionLimit.TotalSeconds:0} s. This change was not made.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1, pause + 1)), TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="InvalidOperationException">The document is larger than the database takes.</exception>
    private SessionDocument Pack(UserDocument document)
    {
        var content = DocumentWriter.Write(document);
        return content.Length <= MaxDocumentSize
            ? new SessionDocument(content, document.Stamp, document.PurgeAt, document.EndsAt)
            : throw new InvalidOperationException(
                $"The {document.Sessions.Count} sessions of a user take {content.Length} bytes and {Engine} keeps at most {MaxDocumentSize} in one piece. " +
                "Lower Sessions.MaxSessionsPerUser, or let the login handler give sessions fewer claims. Nothing was written.");
    }

    [SuppressMessage("Reliability", "CA2025:Do not pass 'IDisposable' instances into unawaited tasks", Justification = "A call that is left behind no longer looks at its token.")]
    private async ValueTask<T> LimitAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var limit = _hasAnswered ? OperationLimit : FirstLimit;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            var answer = call(stop.Token).AsTask();

            // A client that ignores its token is left behind, not waited for; its failure is then nobody's.
            _ = answer.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var result = await answer.WaitAsync(stop.Token).ConfigureAwait(false);
            _hasAnswered = true;
            return result;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Engine} did not answer within {limit.TotalMilliseconds:0} ms.", exception);
        }
    }

    private static long NewStamp()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);

        // Positive, and not the 0 of a document that was never written.
        return (long)(BitConverter.ToUInt64(bytes) >> 2) + 1;
    }
}
