using AutoDiff;
using AutoDiff.Optimizers;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class RowStepTests
{
    public static TheoryData<string> Names => [.. OptimizerMakers.Elementwise<double>().Keys.Where(n => n is not "asgd" && !n.StartsWith("schedule-free", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachRow_MovesAsIfItWereAlone(string name)
    {
        const int rows = 9, width = 5;
        double[] table = Numbers(rows * width, 1), start = [.. table];
        var optimizer = OptimizerMakers.Elementwise<double>()[name](rows * width);
        // Rows 2 and 7 have a gradient, 7 twice; the negative index has none.
        int[] indices = [7, 2, -1, 7];
        double[] values = Numbers(4 * width, 2);
        for (int step = 0; step < 3; step++) optimizer.StepRows(table, Rows(indices, values, width));

        foreach (int row in Enumerable.Range(0, rows))
        {
            double[] alone = start[(row * width)..((row + 1) * width)], sum = new double[width];
            for (int i = 0; i < indices.Length; i++)
                for (int j = 0; indices[i] == row && j < width; j++) sum[j] += values[i * width + j];
            var single = OptimizerMakers.Elementwise<double>()[name](width);
            for (int step = 0; step < 3 && indices.Contains(row); step++) single.Step(alone, sum);
            Assert.Equal(alone, table[(row * width)..((row + 1) * width)]);
        }
    }

    [Theory]
    [InlineData("adagrad")]
    [InlineData("plain sgd")]
    public void WhereZerosChangeNothing_RowsEqualTheDenseStep(string name)
    {
        const int rows = 50, width = 16;
        Optimizer<float> Make() => name == "adagrad" ? new Adagrad<float>(rows * width) : new Sgd<float>(rows * width);
        float[] sparse = [.. Numbers(rows * width, 3).Select(v => (float)v)], dense = [.. sparse];
        Optimizer<float> a = Make(), b = Make();
        for (int step = 0; step < 5; step++)
        {
            int[] indices = [(3 * step) % rows, (17 + step) % rows];
            float[] values = [.. Numbers(2 * width, 4 + step).Select(v => (float)v)], gradient = new float[rows * width];
            for (int i = 0; i < 2; i++) values.AsSpan(i * width, width).CopyTo(gradient.AsSpan(indices[i] * width));
            a.StepRows(sparse, Rows(indices, values, width));
            b.Step(dense, gradient);
        }
        Assert.Equal(dense, sparse);
    }

    [Fact]
    public void TheResult_DoesNotDependOnTheNumberOfWorkers()
    {
        const int rows = 3000, width = 24;
        int[] indices = [.. Enumerable.Range(0, 5000).Select(i => i * i % rows)];
        float[] values = [.. Numbers(indices.Length * width, 5).Select(v => (float)v)];
        int workers = WorkerPool.MaxWorkers;
        try
        {
            var results = new List<float[]>();
            foreach (int count in new[] { 1, 2, 3 })
            {
                WorkerPool.MaxWorkers = count;
                var table = new float[rows * width];
                var optimizer = new Adam<float>(table.Length);
                for (int step = 0; step < 3; step++) optimizer.StepRows(table, Rows(indices, values, width));
                results.Add(table);
            }
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            WorkerPool.MaxWorkers = workers;
        }
    }

    [Fact]
    public void AStep_AllocatesNothing()
    {
        const int rows = 3000, width = 24;
        int[] indices = [.. Enumerable.Range(0, 5000).Select(i => i * i % rows)];
        var gradient = Rows(indices, new float[indices.Length * width], width);
        var table = new float[rows * width];
        var optimizer = new Adam<float>(table.Length);
        Assert.Equal(0, SettledAllocation.Of(() => optimizer.StepRows(table, gradient), callsARound: 5));
    }

    [Fact]
    public void BadRows_AreRefused_AndChangeNothing()
    {
        var optimizer = new Adagrad<double>(12);
        double[] table = Numbers(12, 6), before = [.. table];
        Assert.Throws<ArgumentOutOfRangeException>(() => optimizer.StepRows(table, Rows([1, 4], new double[6], 3)));
        Assert.Throws<ArgumentException>(() => optimizer.StepRows(table, Rows([1], new double[5], 5)));
        Assert.Throws<ArgumentException>(() => optimizer.StepRows(table, new SparseRows<double>(Tensor<int>.Wrap([1, 2], 2), Tensor<double>.Wrap(new double[3], 1, 3))));
        Assert.Throws<ArgumentException>(() => optimizer.StepRows(new double[9], Rows([1], new double[3], 3)));
        Assert.Equal(before, table);
        Assert.Equal(0, optimizer.StepCount);
        optimizer.StepRows(table, Rows<double>([], [], 3));
        Assert.Equal(before, table);
    }

    [Fact]
    public void RulesOfAllParameters_RefuseRows()
    {
        var gradient = Rows([0], new double[2], 2);
        Assert.Throws<NotSupportedException>(() => new Asgd<double>(4).StepRows(new double[4], gradient));
        Assert.Throws<NotSupportedException>(() => new ScheduleFreeSgd<double>(4).StepRows(new double[4], gradient));
        Assert.Throws<NotSupportedException>(() => new Lamb<double>(ParameterLayout.Of(new TensorShape(2, 2))).StepRows(new double[4], gradient));
    }

    private static SparseRows<T> Rows<T>(int[] indices, T[] values, int width)
        where T : unmanaged, System.Numerics.INumber<T> =>
        new(Tensor<int>.Wrap(indices, indices.Length), Tensor<T>.Wrap(values, values.Length / width, width));

    private static double[] Numbers(int count, int stream)
    {
        var numbers = new double[count];
        new CounterRandom(7, (ulong)stream).FillNormal(numbers.AsSpan(), 0, 1);
        return numbers;
    }
}
