using Xunit;

namespace WeChatMini.Sdk.AspNetCore.Tests.StartUp;

[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;
