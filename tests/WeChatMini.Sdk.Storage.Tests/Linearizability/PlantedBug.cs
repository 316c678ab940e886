namespace WeChatMini.Sdk.Storage.Tests.Linearizability;

/// <summary>What <see cref="RacyStore"/> does wrong.</summary>
public enum PlantedBug
{
    /// <summary>Nothing: the check must let it pass.</summary>
    None,

    /// <summary>A touch reads, changes and writes back, and so brings an ended session to life.</summary>
    TouchWritesBack,

    /// <summary>A creation reads the user, changes and writes back, and so loses another.</summary>
    CreateReadsThenWrites,

    /// <summary>Ending all sessions ends them one by one.</summary>
    RevokeAllEndsOneByOne,
}
