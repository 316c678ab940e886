using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using WeChatMini.Sdk.Apis.Tests.Support;

namespace WeChatMini.Sdk.Apis.Tests;

/// <summary>What the assembly is like as a whole.</summary>
public sealed class AssemblyTests
{
    private static readonly Assembly Assembly = typeof(WeChatApis).Assembly;

    /// <summary>The core has a module initialiser, Refit's, so the search finds one where there is one.</summary>
    [Fact]
    public void Nothing_runs_when_it_is_loaded()
    {
        Assert.False(HasModuleInitializer(Assembly));
        Assert.True(HasModuleInitializer(typeof(WeChatMiniClient).Assembly));
    }

    [Fact]
    public void It_has_at_most_12_MB() => Assert.InRange(new FileInfo(Assembly.Location).Length, 500_000, 12_000_000);

    [Fact]
    public void It_refers_to_nothing_but_the_core_and_the_runtime() =>
        Assert.All(Assembly.GetReferencedAssemblies(), static name => Assert.True(name.Name == "WeChatMini.Sdk" || name.Name!.StartsWith("System.", StringComparison.Ordinal), name.Name));

    [Fact]
    public void Public_types_are_clients_messages_and_enums_and_each_message_hides_its_content_when_it_is_printed()
    {
        foreach (var type in Assembly.GetExportedTypes())
        {
            Assert.True(type.IsEnum || (type.IsSealed && type.IsClass), type.FullName);
            Assert.True(type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType is { } declaring && (declaring == typeof(object) || declaring == typeof(Enum)), type.FullName);
        }
    }

    [Fact]
    public void Asynchronous_calls_end_in_Async_and_take_a_cancellation_token_last()
    {
        var calls = Tree.Models.Select(model => Assembly.GetType($"WeChatMini.Sdk.Apis.{model.Endpoint.Area}.{model.Endpoint.Area}Api", throwOnError: true)!).Distinct()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly));
        Assert.All(calls, call =>
        {
            Assert.EndsWith("Async", call.Name, StringComparison.Ordinal);
            Assert.Equal(typeof(CancellationToken), call.GetParameters()[^1].ParameterType);
        });
    }

    private static bool HasModuleInitializer(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(1)).GetMethods().Any(method => metadata.GetString(metadata.GetMethodDefinition(method).Name) == ".cctor");
    }
}
