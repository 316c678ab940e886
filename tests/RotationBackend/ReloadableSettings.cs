using Microsoft.Extensions.Configuration;

namespace RotationBackend;

/// <summary>Settings that change while the process runs, as a mounted file or a configuration service does.</summary>
internal sealed class ReloadableSettings : ConfigurationProvider, IConfigurationSource
{
    public string this[string key]
    {
        set => Set(key, value);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void Change(string secret, string previous)
    {
        Set("AppSecret", secret);
        Set("PreviousAppSecrets:0", previous);
        OnReload();
    }
}
