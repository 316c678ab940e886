using System.Text.RegularExpressions;
using WeChatMini.Docs.Tests.Support;
using Xunit;

namespace WeChatMini.Docs.Tests.FunctionHosts;

/// <summary>samples/AwsLambda holds to what AWS documents: runtimes-custom.html, urls-auth.html, and the resource AWS::Serverless::Function of SAM.</summary>
public sealed class AwsSampleTests
{
    private const string Function = "Resources/Function/";
    private static readonly IReadOnlyDictionary<string, string> Template = YamlValues.Read(FunctionSample.PathOf("AwsLambda/template.yaml"));

    [Theory]
    [InlineData("Transform", "AWS::Serverless-2016-10-31")]
    [InlineData(Function + "Type", "AWS::Serverless::Function")]
    [InlineData(Function + "Properties/Runtime", "provided.al2023")]
    [InlineData(Function + "Properties/Handler", "bootstrap")]
    [InlineData(Function + "Properties/Timeout", "10")]
    [InlineData(Function + "Properties/CodeUri", "package/")]
    [InlineData(Function + "Properties/FunctionUrlConfig/AuthType", "NONE")]
    [InlineData(Function + "Properties/Events/Purge/Type", "Schedule")]
    public void The_template_says(string path, string value) => Assert.Equal(value, Template[path]);

    [Fact]
    public void A_public_function_url_has_the_right_that_new_ones_need()
    {
        Assert.Equal("AWS::Lambda::Permission", Template["Resources/InvokeByUrl/Type"]);
        Assert.Equal("lambda:InvokeFunction", Template["Resources/InvokeByUrl/Properties/Action"]);
        Assert.Equal("true", Template["Resources/InvokeByUrl/Properties/InvokedViaFunctionUrl"]);
    }

    [Fact]
    public void The_function_has_every_setting_of_the_program_and_no_secret_in_clear()
    {
        const string Variables = Function + "Properties/Environment/Variables/";
        Assert.All(FunctionSample.Settings, setting => Assert.Contains(Variables + setting, Template));
        Assert.Contains("{{resolve:secretsmanager:", Template[Variables + "WeChatMini__AppSecret"], StringComparison.Ordinal);
    }

    [Fact]
    public void The_store_is_one_that_the_readme_publishes_the_program_with()
    {
        var store = Template[Function + "Properties/Environment/Variables/Sessions__Store"];
        Assert.Contains($"\"{store}\" =>", FunctionSample.Text("FunctionApp/SessionDatabase.cs"), StringComparison.Ordinal);
        Assert.Contains($"eng/publish-function --with {store} samples/AwsLambda/package", FunctionSample.Text("AwsLambda/README.md"), StringComparison.Ordinal);
    }

    /// <summary>Promised by docs/dynamodb.md.</summary>
    [Fact]
    public void The_table_and_the_rights_are_those_of_the_documentation()
    {
        var page = string.Concat(Repository.Page("docs/dynamodb.md").Blocks.Select(block => block.Text)) + Repository.Page("docs/dynamodb.md").Prose;
        var rights = Template.Where(entry => Regex.IsMatch(entry.Key, "Policies/0/Statement/0/Action/[0-9]+$")).Select(entry => entry.Value).ToList();
        Assert.Equal(4, rights.Count);
        Assert.All(rights, right => Assert.Contains(right, page, StringComparison.Ordinal));
        Assert.Equal("pk", Template["Resources/Sessions/Properties/KeySchema/0/AttributeName"]);
        Assert.Equal("HASH", Template["Resources/Sessions/Properties/KeySchema/0/KeyType"]);
        Assert.Equal("ends", Template["Resources/Sessions/Properties/TimeToLiveSpecification/AttributeName"]);
    }
}
