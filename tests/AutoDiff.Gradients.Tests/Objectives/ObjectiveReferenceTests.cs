using AutoDiff.Models.Objectives;

namespace AutoDiff.Gradients.Tests.Objectives;

/// <summary>The objectives of ADBench and their generated derivatives against reference results.</summary>
[Trait("Category", "Reference")]
public class ObjectiveReferenceTests
{
    public static TheoryData<string> Mixtures() => Instance.Of("gmm");

    public static TheoryData<string> Adjustments() => Instance.Of("ba");

    public static TheoryData<string> Sequences() => Instance.Of("lstm");

    [Fact]
    public void EveryObjectiveIsTested() => Assert.Empty(Instance.Objectives.Except(["gmm", "ba", "lstm"]));

    [Theory]
    [MemberData(nameof(Mixtures))]
    public void GaussianMixtureAgrees(string name) => Instance.Check(name, instance =>
    {
        int d = instance.Integer("d"), k = instance.Integer("k"), n = instance.Integer("n"), m = instance.Integer("wishart_m");
        double gamma = instance.Number("wishart_gamma");
        double[] alphas = instance.Numbers("alphas"), means = instance.Numbers("means"), icf = instance.Numbers("icf"), x = instance.Numbers("x");
        Assert.Equal((k, n * d), (alphas.Length, x.Length));
        double constant = GaussianMixture.WishartLogNormalizer(d, gamma, m);
        double[] dAlphas = new double[alphas.Length], dMeans = new double[means.Length], dIcf = new double[icf.Length];
        double value = GaussianMixture.LogPosteriorGradient(alphas, means, icf, x, d, gamma, m, 1, constant, dAlphas, dMeans, dIcf);
        instance.Agrees("objective", value);
        instance.Agrees("objective", GaussianMixture.LogPosterior(alphas, means, icf, x, d, gamma, m, 1, constant));
        instance.Agrees("grad_alphas", dAlphas);
        instance.Agrees("grad_means", dMeans);
        instance.Agrees("grad_icf", dIcf);
    });

    [Theory]
    [MemberData(nameof(Adjustments))]
    public void BundleAdjustmentAgrees(string name) => Instance.Check(name, instance =>
    {
        var scene = new Scene(instance.Numbers("cams"), instance.Numbers("X"), instance.Numbers("w"), instance.Numbers("feats"), instance.Integers("obs"));
        int p = instance.Integer("p");
        Assert.Equal((instance.Integer("n"), instance.Integer("m"), p), (scene.Cameras, scene.Points, scene.Observations));
        double[] errors = new double[2 * p], weightErrors = new double[p];
        scene.Residuals(errors, weightErrors);
        instance.Agrees("reproj_err", errors);
        instance.Agrees("w_err", weightErrors);
        var jacobian = new SparseJacobian(scene);
        jacobian.Compute();
        instance.Agrees("reproj_jacobian", jacobian.Values[..(30 * p)]);
        instance.Agrees("w_err_derivative", jacobian.Values[(30 * p)..]);
    });

    [Theory]
    [MemberData(nameof(Sequences))]
    public void SequenceLstmAgrees(string name) => Instance.Check(name, instance =>
    {
        double[] main = instance.Numbers("main_params"), extra = instance.Numbers("extra_params"), state = instance.Numbers("state"), sequence = instance.Numbers("sequence");
        int width = instance.Integer("b");
        Assert.Equal((instance.Integer("l"), instance.Integer("c")), (state.Length / (2 * width), sequence.Length / width));
        double[] dMain = new double[main.Length], dExtra = new double[extra.Length];
        instance.Agrees("objective", SequenceLstm.LossGradient(main, extra, state, sequence, width, dMain, dExtra));
        instance.Agrees("objective", SequenceLstm.Loss(main, extra, state, sequence, width));
        instance.Agrees("grad_main_params", dMain);
        instance.Agrees("grad_extra_params", dExtra);
    });
}
