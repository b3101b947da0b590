using System.Numerics;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>Which adaptor runs which operator; the names are the file names of the reference data.</summary>
public static class OperatorTable
{
    /// <summary>Operators whose construct the language does not have yet. Nothing else may stand here.</summary>
    public static IReadOnlySet<string> Pending { get; } = new HashSet<string> { "conv2d", "avg_pool2d", "max_pool2d" };

    public static Action<OperatorCall<T>>? Find<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "activation_elu" => Operators.Elu,
            "activation_erf" => Operators.Erf,
            "activation_gelu" => Operators.Gelu,
            "activation_gelu_tanh" => Operators.GeluTanh,
            "activation_hardsigmoid" => Operators.HardSigmoid,
            "activation_hardswish" => Operators.HardSwish,
            "activation_leaky_relu" => Operators.LeakyRelu,
            "activation_logsigmoid" => Operators.LogSigmoid,
            "activation_mish" => Operators.Mish,
            "activation_quick_gelu" => Operators.QuickGelu,
            "activation_relu" => Operators.Relu,
            "activation_selu" => Operators.Selu,
            "activation_sigmoid" => Operators.Sigmoid,
            "activation_silu" => Operators.Silu,
            "activation_softsign" => Operators.Softsign,
            "activation_tanh" => Operators.Tanh,
            "attention" => Operators.Attention,
            "batchnorm_eval" => Operators.BatchNormEval,
            "batchnorm_train" => Operators.BatchNormTrain,
            "bce_with_logits" => Operators.BceWithLogits,
            "bpr" => Operators.Bpr,
            "cdist" => Operators.Cdist,
            "cosine_similarity" => Operators.CosineSimilarity,
            "cross_entropy" => Operators.CrossEntropy,
            "embedding_bag" => Operators.EmbeddingBag,
            "fake_quant_channel" => Operators.FakeQuantChannel,
            "fake_quant_tensor" => Operators.FakeQuantTensor,
            "focal" => Operators.Focal,
            "geglu" => Operators.GeGlu,
            "groupnorm" => Operators.GroupNorm,
            "hinge" => Operators.Hinge,
            "huber" => Operators.Huber,
            "info_nce" => Operators.InfoNce,
            "kl_div" => Operators.KlDivergence,
            "l1" => Operators.L1,
            "lambdarank" => Operators.LambdaRank,
            "layernorm" => Operators.LayerNorm,
            "linear" => Operators.Linear,
            "listnet" => Operators.ListNet,
            "log_cosh" => Operators.LogCosh,
            "log_softmax" => Operators.LogSoftmax,
            "logsumexp" => Operators.LogSumExp,
            "lsq" => Operators.Lsq,
            "lsq_channel_torch" => Operators.LsqChannelTorch,
            "lsq_tensor_torch" => Operators.LsqTensorTorch,
            "margin_ranking" => Operators.MarginRanking,
            "mse" => Operators.Mse,
            "normalize" => Operators.Normalize,
            "optimizers" => Operators.Optimize,
            "pairwise_distance" => Operators.PairwiseDistance,
            "prod" => Operators.Product,
            "program_dlrm_interaction" => Operators.DlrmInteraction,
            "program_mlp_bn_ce" => Operators.MlpBatchNormCrossEntropy,
            "program_rnn" => Operators.Recurrent,
            "ranknet" => Operators.RankNet,
            "rmsnorm" => Operators.RmsNorm,
            "smooth_l1" => Operators.SmoothL1,
            "softmax" => Operators.Softmax,
            "softplus" => Operators.Softplus,
            "swiglu" => Operators.SwiGlu,
            "triplet_margin" => Operators.TripletMargin,
            "variance" => Operators.Variance,
            "vector_norm" => Operators.VectorNorm,
            _ => null,
        };
}
