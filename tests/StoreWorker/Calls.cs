using StoreProcesses;
using WeChatMini.Sdk.Sessions;

namespace StoreWorker;

/// <summary>Makes the call that a message asks for, and writes what came of it.</summary>
internal static class Calls
{
    public static async Task AnswerAsync(ISessionStore store, BinaryReader call, BinaryWriter answer)
    {
        switch ((StoreVerb)call.ReadByte())
        {
            case StoreVerb.Create:
                await store.CreateAsync(
                    new SessionCreation { Session = call.ReadSession(), Key = call.ReadKey(), PreviousKeyUntil = call.ReadTime(), MaxSessions = call.ReadInt32(), Now = call.ReadTime() }, default);
                break;
            case StoreVerb.Find:
                Write(answer, await store.FindAsync(call.ReadAddress(), call.ReadTime(), default));
                break;
            case StoreVerb.Touch:
                answer.Write(await store.TouchAsync(call.ReadAddress(), new SessionTouch(call.ReadTime(), call.ReadTime()), default));
                break;
            case StoreVerb.Rotate:
                answer.Write(await store.RotateAsync(call.ReadAddress(), call.ReadToken(), call.ReadTime(), call.ReadTime(), default));
                break;
            case StoreVerb.Revoke:
                answer.Write(await store.RevokeAsync(call.ReadAddress(), call.ReadTime(), default));
                break;
            case StoreVerb.RevokeAll:
                await store.RevokeAllAsync(call.ReadUser(), default);
                break;
            case StoreVerb.PutKey:
                answer.Write(await store.PutKeyAsync(call.ReadUser(), call.ReadKey(), call.ReadTime(), default));
                break;
            case StoreVerb.List:
                var sessions = await store.ListAsync(call.ReadUser(), call.ReadTime(), default);
                answer.Write(sessions.Count);
                foreach (var session in sessions)
                {
                    answer.Write(session);
                }

                break;
            default:
                answer.Write(await store.PurgeAsync(call.ReadTime(), call.ReadInt32(), default));
                break;
        }
    }

    private static void Write(BinaryWriter answer, SessionLookup found)
    {
        answer.Write(found.Session is not null);
        if (found.Session is { } session)
        {
            answer.Write(session);
            answer.Write(found.Key is not null);
            if (found.Key is { } slot)
            {
                answer.Write(slot);
            }
        }
    }
}
