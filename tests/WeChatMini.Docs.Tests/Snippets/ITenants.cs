namespace Snippets;

/// <summary>What a reader's application has: a list of its mini-programs.</summary>
internal interface ITenants
{
    Tenant? Find(string name);
}
