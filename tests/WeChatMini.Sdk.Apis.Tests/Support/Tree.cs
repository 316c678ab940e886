using ApiGenerator;
using ApiGenerator.Catalogue;
using ApiGenerator.Models;

namespace WeChatMini.Sdk.Apis.Tests.Support;

/// <summary>The working tree that these tests were built from, and the catalogue in it.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static ApiCatalogue Catalogue { get; } = CatalogueReader.Read(Path.Combine(Root, Generator.Source));

    public static IReadOnlyList<EndpointModel> Models { get; } = ModelBuilder.Build(Catalogue);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MiniSdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests read the catalogue of the repository; run them from a build inside it.");
    }
}
