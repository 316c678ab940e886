namespace WeChatMini.Sdk.Storage.Tests.Support;

/// <summary>Tests whose eight processes need what processors there are: they run when the others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
