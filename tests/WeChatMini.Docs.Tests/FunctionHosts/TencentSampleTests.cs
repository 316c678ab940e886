using System.Diagnostics;
using WeChatMini.Docs.Tests.Support;
using Xunit;

namespace WeChatMini.Docs.Tests.FunctionHosts;

/// <summary>samples/TencentScf holds to cloud.tencent.com/document/product/583: 56126 (web functions), 47274 (custom runtime), 18586 (CreateFunction).</summary>
public sealed class TencentSampleTests
{
    [Theory]
    [InlineData("scf_bootstrap")]
    [InlineData("bootstrap")]
    public void What_the_host_starts_is_an_executable_script_of_bash_with_unix_line_ends(string name)
    {
        var text = FunctionSample.Text("TencentScf/" + name);
        Assert.StartsWith("#!/bin/bash\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Convert.ToInt32("755", 8), (int)File.GetUnixFileMode(FunctionSample.PathOf("TencentScf/" + name)));
        }
    }

    [Theory]
    [InlineData("scf_bootstrap", "scf-web")]
    [InlineData("bootstrap", "scf-event")]
    public async Task It_becomes_the_program_with_its_host_named_and_root_certificates_found(string name, string host)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/bin/bash"), "The scripts are for Linux, and run by bash.");
        var folder = Directory.CreateTempSubdirectory("scf-package-");
        try
        {
            File.Copy(FunctionSample.PathOf("TencentScf/" + name), Path.Combine(folder.FullName, name));
            var program = Path.Combine(folder.FullName, FunctionSample.ProgramName);
            await File.WriteAllTextAsync(program, "#!/bin/bash\necho \"$$ $WECHATMINI_HOST $SSL_CERT_FILE\"\n", TestContext.Current.CancellationToken);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            var start = new ProcessStartInfo(Path.Combine(folder.FullName, name)) { RedirectStandardOutput = true, WorkingDirectory = "/", Environment = { ["WECHATMINI_HOST"] = null, ["SSL_CERT_FILE"] = null } };

            using var process = Process.Start(start)!;
            var said = (await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).TrimEnd('\n').Split(' ');

            Assert.Equal(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), said[0]);
            Assert.Equal(host, said[1]);
            Assert.True(said[2].Length == 0 || File.Exists(said[2]), said[2]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("web.json", "HTTP")]
    [InlineData("purge.json", "Event")]
    public void Both_functions_are_of_the_custom_runtime_end_after_ten_seconds_and_have_the_settings_of_the_program(string name, string type)
    {
        var function = FunctionSample.Json("TencentScf/" + name);
        Assert.Equal(type, function.GetProperty("Type").GetString());
        Assert.Equal("CustomRuntime", function.GetProperty("Runtime").GetString());
        Assert.Equal(10, function.GetProperty("Timeout").GetInt32());
        var variables = function.GetProperty("Environment").GetProperty("Variables").EnumerateArray().ToDictionary(pair => pair.GetProperty("Key").GetString()!, pair => pair.GetProperty("Value").GetString()!);

        // Redis is the program's default.
        Assert.Equal(FunctionSample.Settings.Except(["Sessions__Store"]).Order(StringComparer.Ordinal), variables.Keys.Order(StringComparer.Ordinal));
        Assert.All(variables.Values, value => Assert.StartsWith("${", value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_of_the_files_is_set_by_the_readme()
    {
        var files = FunctionSample.Text("TencentScf/web.json") + FunctionSample.Text("TencentScf/purge.json");
        var set = FunctionSample.Text("TencentScf/README.md").Split('\n').Single(line => line.StartsWith("export ", StringComparison.Ordinal));
        var names = files.Split("${").Skip(1).Select(rest => rest.Split('}')[0]).Distinct();
        Assert.All(names, name => Assert.Contains($" {name}=", set, StringComparison.Ordinal));
    }

    [Fact]
    public void The_image_holds_the_program_and_certificates_and_listens_on_the_port_of_image_functions()
    {
        var lines = FunctionSample.Text("TencentScf/Dockerfile").Split('\n');
        var image = lines[Array.IndexOf(lines, "FROM scratch")..];
        Assert.Equal(2, image.Count(line => line.StartsWith("COPY ", StringComparison.Ordinal)));
        Assert.Contains("EXPOSE 9000", image);
        Assert.Contains(image, line => line.StartsWith("ENV ", StringComparison.Ordinal) && line.EndsWith("PORT=9000", StringComparison.Ordinal));
        Assert.Contains($"ENTRYPOINT [\"/{FunctionSample.ProgramName}\"]", image);
    }
}
