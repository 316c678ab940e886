using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class AzureTablesExample
{
    public static void Add(WebApplicationBuilder builder)
    {
        #region azure-tables
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .AddAspNetCore()
            .UseAzureTableSessions(builder.Configuration["AzureWebJobsStorage"]!);
        #endregion
    }

    public static void AddOver(WebApplicationBuilder builder)
    {
        #region azure-tables-over
        builder.Services.AddWeChatMini(builder.Configuration.GetSection("WeChatMini"))
            .UseAzureTableSessions(services => services.GetRequiredService<TableServiceClient>().GetTableClient("wechatsessions"));
        #endregion
    }
}
