using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WeChatMini.Sdk.Sessions;
using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Expiry;

/// <summary>Uses a session at random times and asks before, at and after each of its ends.</summary>
public sealed class RandomScheduleTests : IDisposable
{
    private static readonly int Schedules = Long.Or(1_000, 10_000);
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private readonly SqliteFile _file = new();

    [Fact]
    public void The_memory_store_ends_a_session_to_the_millisecond() => Check(new MemorySessionStore(capacity: 1_000_000));

    [Fact]
    public void The_sqlite_store_ends_a_session_to_the_millisecond() => Check(_file.Open());

    public void Dispose() => _file.Dispose();

    /// <summary>A step waits up to a day and a half and then touches, rotates or only looks; idle is a day, absolute five.</summary>
    private static void Check(ISessionStore store)
    {
        var step = Gen.Select(Gen.Long[0, 36L * 3600 * 1000], Gen.Int[0, 2]);
        step.Array[1, 12].Sample(
            steps => RunAsync(store, steps).GetAwaiter().GetResult(),
            iter: Schedules,
            threads: 1,
            print: steps => string.Join(", ", steps.Select(s => $"{s.Item1} ms then {s.Item2}")));
    }

    private static async Task<bool> RunAsync(ISessionStore store, (long Milliseconds, int Action)[] steps)
    {
        var (idle, absolute) = (TimeSpan.FromDays(1), TimeSpan.FromDays(5));
        var clock = new FakeTimeProvider(Sample.T0);
        var user = Sample.NewUser();
        var token = Sample.NewToken();
        await store.CreateAsync(
            Sample.Creation(new SessionRecord
            {
                User = user,
                Token = token,
                CreatedAt = Sample.T0,
                SeenAt = Sample.T0,
                IdleExpiresAt = Sample.T0 + idle,
                ExpiresAt = Sample.T0 + absolute,
                Data = ReadOnlyMemory<byte>.Empty,
            }),
            default);

        // What must hold, from the rule alone: it ends a day after its last use and after five days in any case.
        var end = Sample.T0 + idle;
        foreach (var (milliseconds, action) in steps)
        {
            clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
            var now = clock.GetUtcNow();
            var alive = now < end;
            if (await IsAliveAsync(now) != alive || !await IsAliveAsync(end - Millisecond) || await IsAliveAsync(end))
            {
                return false;
            }

            if (action == 0 && await store.TouchAsync(new SessionAddress(user, token), new SessionTouch(now, now + idle), default) != alive)
            {
                return false;
            }

            if (action == 1)
            {
                var successor = Sample.NewToken();
                if (await store.RotateAsync(new SessionAddress(user, token), successor, now, now, default) != alive)
                {
                    return false;
                }

                token = alive ? successor : token;
            }

            end = action == 0 && alive ? Earlier(now + idle, Sample.T0 + absolute) : end;
        }

        return true;

        async Task<bool> IsAliveAsync(DateTimeOffset now) => (await store.FindAsync(new SessionAddress(user, token), now, default)).Session is not null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
