using WeChatMini.Sdk.Testing.Stores.Histories;
using static WeChatMini.Sdk.Testing.Stores.SessionStorePromises;

namespace WeChatMini.Sdk.Testing.Stores.Rules;

/// <summary>Random calls at once, every answer compared with a model.</summary>
internal static class HistoryRules
{
    /// <summary>The histories use every operation, so that they need every promise about answers.</summary>
    private const SessionStorePromises Needs = Touch | Rotation | KeySlot | Cap | List | Atomicity;

    public static IReadOnlyList<SessionStoreRule> All { get; } =
    [
        new("Every history of calls at once could have happened one call at a time", Needs, scene => new HistoryCheck(scene, withPurge: false).RunAsync(scene.Options.Histories)),
        new("Every history beside purges could have happened one call at a time", Needs, scene => new HistoryCheck(scene, withPurge: true).RunAsync(Math.Max(1, scene.Options.Histories / 4))),
    ];
}
