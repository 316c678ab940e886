using ApiGenerator;
using ApiGenerator.Catalogue;

// dotnet run --project eng/ApiGenerator               writes what follows from api/wechat-endpoints.json
// dotnet run --project eng/ApiGenerator -- --check    says whether it is up to date, and writes nothing
// --root FOLDER                                       another working tree than the one around the current folder
var root = args.SkipWhile(argument => argument != "--root").Skip(1).FirstOrDefault() ?? FindRoot();
try
{
    var files = Generator.Run(root);
    if (!args.Contains("--check"))
    {
        files.Write();
        return 0;
    }

    var differences = files.Differences();
    foreach (var path in differences)
    {
        Console.Error.WriteLine($"{path} is not what the catalogue says. Run: dotnet run --project eng/ApiGenerator");
    }

    return differences.Count == 0 ? 0 : 1;
}
catch (CatalogueException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static string FindRoot()
{
    var folder = new DirectoryInfo(Environment.CurrentDirectory);
    while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MiniSdk.sln")))
    {
        folder = folder.Parent;
    }

    return folder?.FullName ?? throw new CatalogueException("Run this inside the repository, or name it with --root.");
}
