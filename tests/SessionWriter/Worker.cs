using WeChatMini.Sdk.Sessions;
using static SessionWriter.Login;

namespace SessionWriter;

/// <summary>
/// Changes sessions of its own users and prints what the store acknowledged, after it did. What takes something away is
/// announced first: between the two lines nobody can know whether it has happened.
/// </summary>
/// <remarks>
/// <c>+ user token</c> created; <c>~ user old new</c> about to rotate, <c>= user old new</c> rotated;
/// <c>? user token</c> about to end, <c>- user token</c> ended; <c>! user</c> about to end all, <c>0 user</c> ended all.
/// </remarks>
/// <param name="store">Where the sessions are.</param>
/// <param name="say">Takes a line, whole, before it returns.</param>
internal sealed class Worker(ISessionStore store, Action<string> say)
{
    private readonly List<TokenHash> _alive = [];
    private UserHandle _user = NewUser();

    public async Task RunAsync()
    {
        while (true)
        {
            switch (Random.Shared.Next(20))
            {
                case 0 or 1 when _alive.Count > 0:
                    await RevokeAsync();
                    break;
                case 2 or 3 when _alive.Count > 0:
                    await RotateAsync();
                    break;
                case 4 when _alive.Count > 0:
                    await store.TouchAsync(new SessionAddress(_user, Any()), new SessionTouch(Now, Now.AddDays(3)), default);
                    break;
                case 5 when _alive.Count > 5:
                    await RevokeAllAsync();
                    break;
                default:
                    await CreateAsync();
                    break;
            }
        }
    }

    public async Task FillAsync(int count)
    {
        for (var done = 0; done < count; done++)
        {
            await CreateAsync();
        }
    }

    private async Task CreateAsync()
    {
        if (_alive.Count >= 20)
        {
            _user = NewUser();
            _alive.Clear();
        }

        var token = NewToken();
        await store.CreateAsync(Of(_user, token), default);
        say($"+ {Hex(_user)} {Hex(token)}");
        _alive.Add(token);
    }

    private async Task RotateAsync()
    {
        var (old, successor) = (Any(), NewToken());
        var line = $"{Hex(_user)} {Hex(old)} {Hex(successor)}";
        say($"~ {line}");
        if (!await store.RotateAsync(new SessionAddress(_user, old), successor, Now, Now, default))
        {
            throw new InvalidOperationException("A live session could not be rotated.");
        }

        say($"= {line}");
        _alive.Remove(old);
        _alive.Add(successor);
    }

    private async Task RevokeAsync()
    {
        var token = Any();
        say($"? {Hex(_user)} {Hex(token)}");
        if (!await store.RevokeAsync(new SessionAddress(_user, token), Now, default))
        {
            throw new InvalidOperationException("A live session could not be ended.");
        }

        say($"- {Hex(_user)} {Hex(token)}");
        _alive.Remove(token);
    }

    private async Task RevokeAllAsync()
    {
        say($"! {Hex(_user)}");
        await store.RevokeAllAsync(_user, default);
        say($"0 {Hex(_user)}");
        _alive.Clear();
    }

    private TokenHash Any() => _alive[Random.Shared.Next(_alive.Count)];
}
