using WeChatMini.Sdk.Sessions;
using SessionWriter;

namespace SessionStores;

/// <summary>What a reader of SessionWriter's lines knows: which sessions must be there, which must not, and which may be either.</summary>
internal sealed class AcknowledgedSessions
{
    private readonly Dictionary<(string User, string Token), bool> _sessions = [];
    private readonly Dictionary<(string User, string Token), string> _rotating = [];
    private readonly HashSet<(string User, string Token)> _ending = [];
    private readonly HashSet<string> _endingAll = [];

    public int Created { get; private set; }

    public int Ended { get; private set; }

    public void Read(string line)
    {
        var words = line.Split(' ');
        switch (words[0])
        {
            case "+":
                _sessions[(words[1], words[2])] = true;
                Created++;
                break;
            case "~":
                _rotating[(words[1], words[2])] = words[3];
                break;
            case "=":
                _rotating.Remove((words[1], words[2]));
                _sessions[(words[1], words[2])] = false;
                _sessions[(words[1], words[3])] = true;
                break;
            case "?":
                _ending.Add((words[1], words[2]));
                break;
            case "-":
                _ending.Remove((words[1], words[2]));
                _sessions[(words[1], words[2])] = false;
                Ended++;
                break;
            case "!":
                _endingAll.Add(words[1]);
                break;
            case "0":
                _endingAll.Remove(words[1]);
                foreach (var key in _sessions.Keys.Where(key => key.User == words[1]).ToList())
                {
                    Ended += _sessions[key] ? 1 : 0;
                    _sessions[key] = false;
                }

                break;
            default:
                throw new InvalidOperationException($"SessionWriter wrote '{line}'.");
        }
    }

    /// <summary>Compares with a store.</summary>
    /// <returns>What is wrong, in words; empty when nothing is.</returns>
    public async Task<IReadOnlyList<string>> CompareAsync(ISessionStore store, CancellationToken cancellationToken)
    {
        var wrong = new List<string>();
        foreach (var (key, alive) in _sessions)
        {
            var found = await FindAsync(store, key, cancellationToken);
            if (_rotating.TryGetValue(key, out var successor))
            {
                // It was being rotated: the one token or the other, never both and never neither.
                if (found == await FindAsync(store, (key.User, successor), cancellationToken))
                {
                    wrong.Add(found ? $"{key}: rotated by half" : $"{key}: acknowledged, and lost");
                }
            }
            else if (found && !alive)
            {
                wrong.Add($"{key}: ended, and found again");
            }
            else if (!found && alive && !_ending.Contains(key) && !_endingAll.Contains(key.User))
            {
                wrong.Add($"{key}: acknowledged, and lost");
            }
        }

        return wrong;
    }

    private static async Task<bool> FindAsync(ISessionStore store, (string User, string Token) key, CancellationToken cancellationToken)
    {
        var address = new SessionAddress(new UserHandle(Convert.FromHexString(key.User)), new TokenHash(Convert.FromHexString(key.Token)));
        return (await store.FindAsync(address, Login.Now, cancellationToken)).Session is not null;
    }
}
