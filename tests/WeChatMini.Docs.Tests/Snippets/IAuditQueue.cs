namespace Snippets;

internal interface IAuditQueue
{
    Task SendAsync(string line, CancellationToken cancellationToken);
}
