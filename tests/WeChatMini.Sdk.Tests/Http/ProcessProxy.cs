using Xunit;

namespace WeChatMini.Sdk.Tests.Http;

/// <summary>The proxy is one for the whole process, so tests that change it run while no others do.</summary>
[CollectionDefinition("the proxy of the process", DisableParallelization = true)]
public static class ProcessProxy;
