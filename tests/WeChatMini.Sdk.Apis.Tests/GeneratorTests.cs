using ApiGenerator;
using ApiGenerator.Catalogue;
using WeChatMini.Sdk.Apis.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>The steps of CONTRIBUTING: an endpoint is added by editing the catalogue and running one command.</summary>
public sealed class GeneratorTests : IDisposable
{
    private const string New = """
            {
              "path": "/wxa/brand_new",
              "method": "POST",
              "area": "Security",
              "call": "CheckEverything",
              "name": "checkEverything",
              "group": "security/content-check",
              "tier": "extended",
              "retry": "read",
              "secureApi": true,
              "source": "https://developers.weixin.qq.com/miniprogram/dev/new",
              "request": [
                { "name": "openid", "type": "string", "required": true },
                { "name": "options", "type": "object" },
                { "name": "options.deep", "type": "boolean", "required": true }
              ],
              "response": [
                { "name": "items", "type": "object[]" },
                { "name": "items[].score", "type": "number" }
              ]
            },
        """;

    private readonly string _copy = Directory.CreateTempSubdirectory("catalogue-").FullName;

    public GeneratorTests()
    {
        foreach (var file in (string[])[Generator.Source, "src/WeChatMini.Sdk.Apis/README.md"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_copy, file))!);
            File.Copy(Path.Combine(Tree.Root, file), Path.Combine(_copy, file));
        }
    }

    private string Catalogue => Path.Combine(_copy, Generator.Source);

    [Fact]
    public void What_is_generated_is_what_the_catalogue_says() => Assert.Empty(Generator.Run(Tree.Root).Differences());

    [Fact]
    public void A_new_endpoint_appears_everywhere_after_one_command()
    {
        Generator.Run(_copy).Write();
        Edit("  \"endpoints\": [\n", "  \"endpoints\": [\n" + New);
        Assert.Contains("src/WeChatMini.Sdk.Apis/Generated/Security/CheckEverything.cs", Generator.Run(_copy).Differences());

        Generator.Run(_copy).Write();

        Assert.Empty(Generator.Run(_copy).Differences());
        Assert.Contains("public Task<CheckEverythingAnswer> CheckEverythingAsync(CheckEverythingRequest request, CancellationToken cancellationToken = default)", Read("src/WeChatMini.Sdk.Apis/Generated/Security/SecurityApi.cs"), StringComparison.Ordinal);
        Assert.Contains("public required string OpenId { get; set; }", Read("src/WeChatMini.Sdk.Apis/Generated/Security/CheckEverything.cs"), StringComparison.Ordinal);
        Assert.Contains("| `CheckEverythingAsync` | `POST /wxa/brand_new` |", Read("docs/apis/security.md"), StringComparison.Ordinal);
        Assert.Contains("\"/wxa/brand_new\"", Read("src/WeChatMini.Sdk/SecureApi/Generated/DocumentedPaths.cs"), StringComparison.Ordinal);
        Assert.Contains("POST\t/wxa/brand_new\tt\t\t.!s:openid .o:options .!b:options.deep\to[]:items n:items[].score", Read("src/WeChatMini.Sdk.Testing/Catalogue/endpoints.tsv"), StringComparison.Ordinal);
    }

    /// <summary>All of the package, with the core that these tests run with: what somebody's build would say after the one command.</summary>
    [Fact]
    public async Task What_was_generated_for_a_new_endpoint_compiles_and_can_be_called()
    {
        Edit("  \"endpoints\": [\n", "  \"endpoints\": [\n" + New);
        Generator.Run(_copy).Write();

        var (code, said) = await CompiledPackage.BuildAsync(Path.Combine(_copy, "src/WeChatMini.Sdk.Apis"), """
            using WeChatMini.Sdk.Apis;
            using WeChatMini.Sdk.Apis.Security;

            internal static class Caller
            {
                public static async Task<decimal?> CallAsync(WeChatMini.Sdk.WeChatMiniClient weChat)
                {
                    CheckEverythingAnswer answer = await weChat.Apis().Security.CheckEverythingAsync(new() { OpenId = "o-alice", Options = new() { Deep = true } });
                    return answer.Items?[0].Score;
                }
            }
            """);

        Assert.True(code == 0, said);
    }

    [Fact]
    public void An_endpoint_that_is_gone_leaves_nothing_behind()
    {
        Edit("  \"endpoints\": [\n", "  \"endpoints\": [\n" + New);
        Generator.Run(_copy).Write();
        File.Copy(Path.Combine(Tree.Root, Generator.Source), Catalogue, overwrite: true);

        Generator.Run(_copy).Write();

        Assert.False(File.Exists(Path.Combine(_copy, "src/WeChatMini.Sdk.Apis/Generated/Security/CheckEverything.cs")));
    }

    [Theory]
    [InlineData("\"method\": \"POST\"", "\"method\": \"PUT\"", "the method is GET or POST")]
    [InlineData("\"area\": \"Security\"", "\"area\": \"Secrity\"", "the area Secrity is in 'areas'")]
    [InlineData("\"call\": \"CheckEverything\"", "\"call\": \"CheckText\"", "CheckText is also /wxa/brand_new")]
    [InlineData("\"type\": \"boolean\"", "\"type\": \"bool\"", "options.deep: the type is one of")]
    [InlineData("{ \"name\": \"options\", \"type\": \"object\" },", "", "its parent options is listed, too")]
    [InlineData("\"retry\": \"read\"", "\"retrry\": \"read\"", "'retrry' is no member of the schema")]
    public void A_slip_is_named(string right, string wrong, string complaint)
    {
        Edit("  \"endpoints\": [\n", "  \"endpoints\": [\n" + New.Replace(right, wrong, StringComparison.Ordinal));

        var failure = Assert.Throws<CatalogueException>(() => Generator.Run(_copy));

        Assert.Contains(complaint, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private void Edit(string old, string replacement) => File.WriteAllText(Catalogue, File.ReadAllText(Catalogue).Replace(old, replacement, StringComparison.Ordinal));

    private string Read(string path) => File.ReadAllText(Path.Combine(_copy, path));
}
