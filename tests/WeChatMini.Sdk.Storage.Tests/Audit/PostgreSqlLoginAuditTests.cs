using WeChatMini.Sdk.Storage.Tests.Support;

namespace WeChatMini.Sdk.Storage.Tests.Audit;

public sealed class PostgreSqlLoginAuditTests(PostgreSqlFixture fixture) : ServerLoginAuditTests(fixture), IClassFixture<PostgreSqlFixture>;
