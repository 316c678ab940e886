using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.AccessTokens;

public sealed class MariaDbShareTests(MariaDbFixture fixture) : SqlServerShareTests(fixture), IClassFixture<MariaDbFixture>;
