using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Servers;

[Collection(Alone.Name)]
public sealed class MariaDbPauseTests(MariaDbFixture fixture) : SqlServerPauseTests(fixture), IClassFixture<MariaDbFixture>;
