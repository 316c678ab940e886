using System.Security.Cryptography;
using WeChatMini.Sdk.Sessions;

namespace SessionStores;

/// <summary>A full disk is named as the cause and takes nothing that was acknowledged. A test class of each engine derives from it.</summary>
public abstract class FullDiskContract
{
    /// <summary>Random, so that no engine makes it smaller. A page each, so that the room in the files is soon gone.</summary>
    private const int DataSize = 3_500;

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A part of the message.</summary>
    protected abstract string Sentence { get; }

    private protected async Task CheckAsync(SmallDisk disk, ISessionStore store)
    {
        var acknowledged = new List<SessionAddress>();
        for (var login = 0; login < 20; login++)
        {
            await LoginAsync();
        }

        disk.Fill();
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            for (var login = 0; login < 5_000; login++)
            {
                await LoginAsync();
            }
        });
        Assert.Contains(Sentence, exception.Message, StringComparison.Ordinal);
        Assert.NotNull((await store.FindAsync(acknowledged[0], Now, Ct)).Session);

        disk.Free();
        await FreedAsync(LoginAsync);
        foreach (var address in acknowledged)
        {
            Assert.NotNull((await store.FindAsync(address, Now, Ct)).Session);
        }

        async Task LoginAsync()
        {
            var address = new SessionAddress(new UserHandle(RandomNumberGenerator.GetBytes(UserHandle.Size)), new TokenHash(RandomNumberGenerator.GetBytes(TokenHash.Size)));
            await store.CreateAsync(
                new SessionCreation
                {
                    Session = new SessionRecord
                    {
                        User = address.User,
                        Token = address.Token,
                        CreatedAt = Now,
                        SeenAt = Now,
                        IdleExpiresAt = Now.AddDays(3),
                        ExpiresAt = Now.AddDays(30),
                        Data = RandomNumberGenerator.GetBytes(DataSize),
                    },
                    Key = new SealedSessionKey(RandomNumberGenerator.GetBytes(80), Now),
                    PreviousKeyUntil = Now.AddMinutes(5),
                    MaxSessions = 10,
                    Now = Now,
                },
                Ct);
            acknowledged.Add(address);
        }
    }

    /// <summary>Logs in once there is room again; more than once where an engine notices that on a clock of its own.</summary>
    private protected virtual Task FreedAsync(Func<Task> login) => login();
}
