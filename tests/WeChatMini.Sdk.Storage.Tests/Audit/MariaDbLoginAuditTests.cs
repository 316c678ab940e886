using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Audit;

public sealed class MariaDbLoginAuditTests(MariaDbFixture fixture) : ServerLoginAuditTests(fixture), IClassFixture<MariaDbFixture>;
