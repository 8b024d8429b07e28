using EventSchemas.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Events that are published before the commit (EVS5007), and to a context that nobody saves (EVS5008).</summary>
public sealed class OutboxRulesTests
{
    private const string Types =
        """
        [AvroEvent("a", FeatureFlag = "F")] public partial record A(int Count);
        public class Order { public int Number { get; set; } public void Pay() { } public bool IsPaid() => true; }
        public interface IShop
        {
            Microsoft.EntityFrameworkCore.DbSet<Order> Orders { get; }
            Task<int> SaveChangesAsync(CancellationToken token);
        }
        public class Shop : Microsoft.EntityFrameworkCore.DbContext
        {
            public Microsoft.EntityFrameworkCore.DbSet<Order> Orders { get; } = null!;
            public Task CompleteAsync() => SaveChangesAsync();
        }
        public interface IRepository { Task SaveAsync(Order order); Task<List<Order>> ReadAsync(); }

        """;

    private const string Fields =
        "Shop db = null!; Shop other = null!; IShop shop = null!; IAProducer p = null!; IEventPublisher any = null!; "
        + "IEventQueue queue = null!; IRepository orders = null!; Order order = null!; A a = null!; bool yes = true; "
        + "CancellationToken token = default; System.Data.Common.DbConnection sql = null!; IDbContextFactory<Shop> factory = null!;";

    [Theory]
    [InlineData("db.Add(order); await {|EVS5007:p.PublishAsync(a)|}; await db.SaveChangesAsync();")]
    [InlineData("db.Orders.Add(order); await {|EVS5007:any.PublishAsync(a)|}; db.SaveChanges();")]
    [InlineData("order.Number = 1; await {|EVS5007:queue.EnqueueAsync(a)|}; await db.SaveChangesAsync();")]
    [InlineData("order.Pay(); await {|EVS5007:p.PublishAllAsync([a])|}; await db.SaveChangesAsync();")]
    [InlineData("shop.Orders.Remove(order); Task t = {|EVS5007:p.PublishAsync(a)|}; await shop.SaveChangesAsync(token); await t;")]
    [InlineData("order.Number++; if (yes) { await {|EVS5007:p.PublishAsync(a)|}; } await db.SaveChangesAsync();")]
    [InlineData("db.Set<Order>().Add(order); await {|EVS5007:p.PublishAsync(a)|}; await db.SaveChangesAsync();")]
    [InlineData("foreach (var o in db.Orders) { o.Pay(); await {|EVS5007:p.PublishAsync(a)|}; } await db.SaveChangesAsync();")]
    [InlineData("try { db.Add(order); await {|EVS5007:p.PublishAsync(a)|}; } finally { await db.SaveChangesAsync(); }")]
    public Task A_publish_before_the_save_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("db.Add(order); await db.SaveChangesAsync(); await p.PublishAsync(a);")]
    [InlineData("db.Add(order); await db.SaveChangesAsync(); await p.PublishAsync(a); order.Number = 1; await db.SaveChangesAsync();")]
    [InlineData("foreach (var o in db.Orders) { await p.PublishAsync(a); o.Number = 1; } await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); if (yes) { await p.PublishAsync(a); return; } await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); if (yes) { await p.PublishAsync(a); } else { await db.SaveChangesAsync(); }")]
    [InlineData("db.Add(order); if (yes) { await p.PublishAsync(a); throw new Exception(); } await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); Func<Task> later = () => p.PublishAsync(a); await db.SaveChangesAsync(); await later();")]
    [InlineData("await p.PublishAsync(a); db.Add(order); await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); await db.PublishAsync(a); await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); db.Publish(a);")]
    [InlineData("db.Add(order); await p.PublishAsync(a); await other.SaveChangesAsync();")]
    [InlineData("order.IsPaid(); await p.PublishAsync(a); await db.SaveChangesAsync();")]
    [InlineData("db.Add(order); await p.PublishAsync(a);")]
    public Task A_publish_after_the_save_or_without_one_is_not_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("using var tx = db.Database.BeginTransaction(); db.SaveChanges(); await {|EVS5007:p.PublishAsync(a)|}; tx.Commit();")]
    [InlineData(
        "await using (var tx = await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, token)) "
        + "{ await orders.SaveAsync(order); await {|EVS5007:p.PublishAsync(a)|}; await tx.CommitAsync(); }")]
    [InlineData(
        "var tx = await db.Database.BeginTransactionAsync(); try { await db.SaveChangesAsync(); await {|EVS5007:p.PublishAsync(a)|}; "
        + "await tx.CommitAsync(); } catch { await tx.RollbackAsync(); throw; }")]
    [InlineData(
        "using var scope = new System.Transactions.TransactionScope(); await orders.SaveAsync(order); "
        + "scope.Complete(); await {|EVS5007:p.PublishAsync(a)|};")]
    [InlineData("using var tx = sql.BeginTransaction(); await orders.SaveAsync(order); await {|EVS5007:p.PublishAsync(a)|}; tx.Commit();")]
    [InlineData(
        "await db.Database.CreateExecutionStrategy().ExecuteAsync(async () => { using var tx = db.Database.BeginTransaction(); "
        + "db.SaveChanges(); await {|EVS5007:p.PublishAsync(a)|}; tx.Commit(); });")]
    public Task A_publish_within_a_transaction_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("using var tx = db.Database.BeginTransaction(); db.SaveChanges(); tx.Commit(); await p.PublishAsync(a);")]
    [InlineData("using (var tx = db.Database.BeginTransaction()) { db.SaveChanges(); tx.Commit(); } await p.PublishAsync(a);")]
    [InlineData(
        "using (var scope = new System.Transactions.TransactionScope()) { await orders.SaveAsync(order); scope.Complete(); } "
        + "await p.PublishAsync(a);")]
    [InlineData(
        "using var tx = db.Database.BeginTransaction(); foreach (Order o in await orders.ReadAsync()) { await p.PublishAsync(a); "
        + "await orders.SaveAsync(o); } tx.Commit();")]
    [InlineData(
        "using var outer = new System.Transactions.TransactionScope(); await orders.SaveAsync(order); "
        + "using (new System.Transactions.TransactionScope(System.Transactions.TransactionScopeOption.Suppress)) "
        + "{ await orders.SaveAsync(order); await p.PublishAsync(a); } outer.Complete();")]
    [InlineData(
        "using var tx = sql.BeginTransaction(); var ids = new List<int>(); ids.Add(1); Console.WriteLine(ids); "
        + "await p.PublishAsync(a); tx.Commit();")]
    [InlineData("if (yes) { using var tx = db.Database.BeginTransaction(); db.SaveChanges(); tx.Commit(); } await p.PublishAsync(a);")]
    public Task A_publish_outside_of_the_transaction_is_not_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("await using var c = new Shop(); {|EVS5008:c.Publish(a)|};")]
    [InlineData("var c = await factory.CreateDbContextAsync(token).ConfigureAwait(false); await {|EVS5008:c.PublishAsync(a)|};")]
    [InlineData("using (var c = factory.CreateDbContext()) { c.SaveChanges(); {|EVS5008:c.Publish(a)|}; }")]
    [InlineData("using var c = new Shop(); c.Orders.Add(order); if (yes) { {|EVS5008:c.Publish(a)|}; }")]
    public Task An_event_that_is_never_saved_is_reported(string body) => VerifyAsync(body + " await Task.Yield();");

    [Theory]
    [InlineData("using var c = new Shop(); c.Publish(a); await c.SaveChangesAsync();")]
    [InlineData("using var c = new Shop(); c.Publish(a); if (yes) { c.SaveChanges(); }")]
    [InlineData("using var c = new Shop(); while (yes) { c.SaveChanges(); c.Publish(a); }")]
    [InlineData("using var c = new Shop(); void Save() => c.SaveChanges(); c.Publish(a); Save();")]
    [InlineData("using var c = new Shop(); c.Publish(a); await c.CompleteAsync();")]
    [InlineData("using var c = new Shop(); c.Publish(a); await Helper(c);")]
    [InlineData("using var c = new Shop(); using var tx = c.Database.BeginTransaction(); c.Publish(a); tx.Commit();")]
    [InlineData("var c = new Shop(); c.Publish(a); db = c;")]
    [InlineData("var c = db; c.Publish(a);")]
    [InlineData("db.Publish(a);")]
    public Task An_event_that_may_be_saved_is_not_reported(string body) => VerifyAsync(body + " await Task.Yield();");

    [Fact]
    public async Task Without_the_outbox_the_message_says_what_to_do_and_there_is_no_fix()
    {
        RuleTest test = RuleTest.Of<PublishToContextFix>();
        test.TestCode = Source("db.Add(order); await {|#0:p.PublishAsync(a)|}; await {|#1:db.SaveChangesAsync()|};");
        test.Referencing(TestReferences.EntityFrameworkAlone);
        await test.Expecting(RuleTest.Rule("EVS5007").WithLocation(0).WithLocation(1).WithMessage(
            "'A' is published before db.SaveChangesAsync, so services get it even if the database doesn't keep the change: publish it "
            + "after the commit, or reference EventSchemas.EntityFrameworkCore and publish it to the context")).VerifyAsync();
    }

    [Theory]
    [InlineData(
        "db.Add(order); await {|EVS5007:p.PublishAsync(a, cancellationToken: token).ConfigureAwait(false)|}; db.SaveChanges();",
        "db.Add(order); await db.PublishAsync(a, cancellationToken: token).ConfigureAwait(false); db.SaveChanges();")]
    [InlineData(
        "using var tx = this.db.Database.BeginTransaction(); db.SaveChanges(); _ = await {|EVS5007:any.PublishAsync(a)|}; tx.Commit();",
        "using var tx = this.db.Database.BeginTransaction(); db.SaveChanges(); _ = await this.db.PublishAsync(a); tx.Commit();")]
    public async Task The_fix_publishes_to_the_context(string before, string after)
    {
        before = before.Replace(".ConfigureAwait(false)|}", "|}.ConfigureAwait(false)", StringComparison.Ordinal);
        RuleTest test = RuleTest.Of<PublishToContextFix>();
        test.TestCode = Source(before);
        test.FixedCode = Source(after);
        test.Referencing(TestReferences.EntityFramework);
        test.CodeFixTestBehaviors |= Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        await test.VerifyAsync();
    }

    [Fact]
    public async Task The_fix_adds_the_import()
    {
        const string text =
            """
            using System.Data;
            class C(Shop db, IAProducer p)
            {
                async Task M(A a, Order o) { db.Add(o); await {|EVS5007:p.PublishAsync(a)|}; db.SaveChanges(); }
            }

            """;
        RuleTest test = RuleTest.Of<PublishToContextFix>();
        test.TestCode = text + Types;
        test.FixedCode = text
            .Replace("Data;\n", "Data;\nusing Microsoft.EntityFrameworkCore;\n", StringComparison.Ordinal)
            .Replace("{|EVS5007:p.PublishAsync(a)|}", "db.PublishAsync(a)", StringComparison.Ordinal) + Types;
        test.Referencing(TestReferences.EntityFramework);
        test.CodeFixTestBehaviors |= Microsoft.CodeAnalysis.Testing.CodeFixTestBehaviors.SkipFixAllCheck;
        await test.VerifyAsync();
    }

    [Theory]
    [InlineData("db.Add(order); await p.PublishAsync(")]
    [InlineData("using var tx = db.Database.BeginTransaction(); await p.PublishAsync(missing); db.")]
    [InlineData("using var c = new Missing(); c.Publish(a)")]
    public Task An_incomplete_publish_does_not_fail_the_analyzers(string body) =>
        RuleTest.HalfTypedAsync(Source(body), TestReferences.EntityFramework);

    private static Task VerifyAsync(string body) => RuleTest.QuietAsync(Source(body), TestReferences.EntityFramework);

    private static string Source(string body) =>
        $"using Microsoft.EntityFrameworkCore;\n{Types}class C {{ {Fields} Task Helper(Shop c) => c.SaveChangesAsync(); "
        + $"async Task M() {{ {body} }} }}";
}
