namespace AutoDiff.Generator.Tests;

/// <summary>What each tensor operation becomes: name, axes, order.</summary>
public class TensorOperationBindingTests
{
    [Theory]
    [InlineData("[Shape(\"M\", \"K\")] Tensor<T> a, [Shape(\"K\", \"P\")] Tensor<T> b", "MatMul(a, b)",
        "%3[M,P] = contract(a, b over K)|result[M,P] := %3")]
    [InlineData("[Shape(\"M\", \"K\")] Tensor<T> a", "MatMul(a, Transpose(a))",
        "%2[M2,K] = rename(a, M as M2)|%3[M,M2] = contract(a, %2 over K)|result[M,M2] := %3")]
    [InlineData("[Shape(\"N\", \"N\")] Tensor<T> a", "MatMul(a, Transpose(a))",
        "%2[N3,N2] = rename(a, N as N3)|%3[N,N3] = contract(a, %2 over N2)|result[N,N3] := %3")]
    [InlineData("[Shape(\"N\", \"N\")] Tensor<T> a", "MatMul(a, a)",
        "%2[N,N3] = rename(a, N2 as N3)|%3[N2,N3] = rename(%2, N as N2)|%4[N,N3] = contract(a, %3 over N2)|result[N,N3] := %4")]
    [InlineData("[Shape(\"B\", \"M\", \"K\")] Tensor<T> a, [Shape(\"K\", \"P\")] Tensor<T> b", "MatMul(a, b)",
        "%3[B,M,P] = contract(a, b over K)|result[B,M,P] := %3")]
    [InlineData("[Shape(\"B\", \"M\", \"K\")] Tensor<T> a, [Shape(\"B\", \"K\", \"B\")] Tensor<T> b", "MatMul(a, b)",
        "%3[B,M,B2] = contract(a, b over K)|result[B,M,B2] := %3")]
    [InlineData("[Shape(\"M\", \"K\")] Tensor<T> a, [Shape(\"K\")] Tensor<T> b", "MatMul(a, b)",
        "%3[M] = contract(a, b over K)|result[M] := %3")]
    [InlineData("[Shape(\"M\", \"K\")] Tensor<T> a, [Shape(\"M\")] Tensor<T> b", "MatMul(b, a)",
        "%3[K] = contract(b, a over M)|result[K] := %3")]
    [InlineData("[Shape(\"K\")] Tensor<T> a", "MatMul(a, a)",
        "%2[] = contract(a, a over K)|result[] := %2")]
    [InlineData("[Shape(\"N\", \"1\")] Tensor<T> a, [Shape(\"1\", \"N\")] Tensor<T> b", "MatMul(a, b)",
        "%3[N2] = rename(b, N as N2)|%4[N,N2] = map mul(a, %3)|result[N,N2] := %4")]
    [InlineData("[Shape(\"B\", \"H\", \"L\", \"D\")] Tensor<T> q", "MatMul(Softmax(MatMul(q, Transpose(q)), 3), q)",
        "%2[B,H,L2,D] = rename(q, L as L2)|%3[B,H,L,L2] = contract(q, %2 over D)|%4[B,H,L,L2] = softmax(%3 over L2)|%5[B,H,L2,D] = rename(q, L as L2)|%6[B,H,L,D] = contract(%4, %5 over L2)|result[B,H,L,D] := %6")]
    public void Products_ContractTheInnerAxis(string signature, string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), BoundText.Of(signature, body));

    [Theory]
    [InlineData("[Shape(\"N\", \"H*W\")] Tensor<T> a, int H, int W", "Reshape(a, -1, H, W)",
        "%4[N,H,W] = reshape(a, N,HW to N,H,W)|result[N,H,W] := %4")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Reshape(x, x.Shape[0], 1, -1)",
        "result[N,1,C] := x")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Reshape(Reshape(x, -1), x.Shape[0], x.Shape[1])",
        "%2[CN] = reshape(x, N,C to CN)|%3[N,C] = reshape(%2, CN to N,C)|result[N,C] := %3")]
    [InlineData("[Shape(\"N\", \"6\")] Tensor<T> a", "Reshape(a, -1, 2, 3)",
        "%2[N,D2,D3] = reshape(a, N,D6 to N,D2,D3)|result[N,D2,D3] := %2")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Slice(x, 1, 1, x.Shape[1] - 1) - Slice(x, -1, 0, x.Shape[1] - 1)",
        "%2[N,C1] = slice(x, C from 1 as C1)|%3[N,C1] = slice(x, C from 0 as C1)|%4[N,C1] = map sub(%2, %3)|result[N,C1] := %4")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Slice(x, 1, 0, x.Shape[1])",
        "result[N,C] := x")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Slice(x, 1, 0, 1) * x",
        "%2[N,D1] = slice(x, C from 0 as D1)|%3[N] = reshape(%2, N,D1 to N)|%4[N,C] = map mul(%3, x)|result[N,C] := %4")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x, [Shape(\"N\", \"D\")] Tensor<T> b", "Concat(x, b, 1)",
        "%3[N,CD] = concat(x C, b D along CD)|result[N,CD] := %3")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Concat([x, Unsqueeze(Sum(x, 0), 0), x], axis: 0)",
        "%2[C] = reduce sum(x over N)|%3[D1,C] = reshape(%2, C to D1,C)|%4[D2N1,C] = concat(x N, %3 D1, x N along D2N1)|result[D2N1,C] := %4")]
    [InlineData("[Shape(\"N\", \"N\")] Tensor<T> a, [Shape(\"N\", \"N\")] Tensor<T> b", "Concat(a, Transpose(b), 1)",
        "%3[N3,N2] = rename(b, N as N3)|%4[N3,N] = rename(%3, N2 as N)|%5[N,D2N] = concat(a N2, %4 N3 along D2N)|result[N,D2N] := %5")]
    [InlineData("[Shape(\"C\")] Tensor<T> a, int n", "Sum(BroadcastTo(a, n, a.Shape[0]), 0)",
        "%4[n]:int = index(n)|%5[n]:bool = map greaterOrEqual(%4, 0)|%7[n,C] = map select(%5, a, 0)|%8[C] = reduce sum(%7 over n)|result[C] := %8")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Permute(x, [1, 0])",
        "result[C,N] := x")]
    [InlineData("[Shape(\"N\", \"1\")] Tensor<T> x", "Unsqueeze(Squeeze(x, -1), 0)",
        "result[1,N] := x")]
    public void Views_RenameAxesOrMoveNothing(string signature, string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), BoundText.Of(signature, body));

    [Theory]
    [InlineData("[Shape(\"V\", \"D\")] Tensor<T> t, [Shape(\"N\", \"L\")] Tensor<int> i", "Gather(t, i)",
        "%3[N,L,D] = gather(t, V at i)|result[N,L,D] := %3")]
    [InlineData("[Shape(\"V\", \"D\")] Tensor<T> t, [Shape(\"V\")] Tensor<int> i", "Gather(t, i)",
        "%3[V2]:int = rename(i, V as V2)|%4[V2,D] = gather(t, V at %3)|result[V2,D] := %4")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x, [Shape(\"N\")] ReadOnlySpan<int> i", "Pick(x, i)",
        "%3[N] = gather(x, C at i)|result[N] := %3")]
    [InlineData("[Shape(\"V\", \"D\")] Tensor<T> t, [Shape(\"I\")] ReadOnlySpan<int> i, ReadOnlySpan<int> o, [Shape(\"I\")] Tensor<T> w", "EmbeddingBag(t, i, o, w, 0)",
        "%6[oLength,D] = embeddingbag sum(t, V at i from o as oLength weights w padding 0)|result[oLength,D] := %6")]
    [InlineData("[Shape(\"V\", \"D\")] Tensor<T> t, ReadOnlySpan<int> i, ReadOnlySpan<int> o", "EmbeddingBag(t, i, o, BagMode.Max)",
        "%4[oLength,D] = embeddingbag max(t, V at i from o as oLength)|result[oLength,D] := %4")]
    [InlineData("[Shape(\"N\")] Tensor<T> x, [Shape(\"N\")] Tensor<int> t", "x * Indicator<T>(MaskIndex(t, -100))",
        "%4[N]:bool = map equal(t, -100)|%6[N]:int = map select(%4, -1, t)|%8[N]:bool = map greaterOrEqual(%6, 0)|%9[N] = map toReal(%8)|%10[N] = map mul(x, %9)|result[N] := %10")]
    public void LookUps_ReplaceTheirAxis(string signature, string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), BoundText.Of(signature, body));

    [Theory]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "Variance(x, axis: 1, correction: 1, keepDims: true)",
        "%2[N] = reduce sum(x over C)|%4[N] = map div(%2, extent(C))|%5[N,C] = map sub(x, %4)|%6[N,C] = map square(%5)|%7[N] = reduce sum(%6 over C)|%9[N] = map div(%7, extent(C - 1))|result[N,1] := %9")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "LogSumExp(x, [0, -1]) + Norm(x, 1) + Prod(x, 1)",
        "%2[] = reduce logsumexp(x over N,C)|%3[N] = reduce norm(x over C)|%4[N] = map add(%2, %3)|%5[N] = reduce product(x over C)|%6[N] = map add(%4, %5)|result[N] := %6")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "x - Max(x, axis: -1, keepDims: true) - Min(x)",
        "%2[N] = reduce max(x over C)|%3[N,C] = map sub(x, %2)|%4[] = reduce min(x over N,C)|%5[N,C] = map sub(%3, %4)|result[N,C] := %5")]
    [InlineData("[Shape(\"N\", \"C\")] Tensor<T> x", "LogSoftmax(x, -1)",
        "%2[N,C] = logsoftmax(x over C)|result[N,C] := %2")]
    [InlineData("[Shape(\"N\", \"1\")] Tensor<T> x", "Sum(x, 1) + Norm(x, 1)",
        "%2[N] = map abs(x)|%3[N] = map add(x, %2)|result[N] := %3")]
    public void Reductions_LoseTheirAxes(string signature, string body, string expected) => Assert.Equal(expected.Replace('|', '\n'), BoundText.Of(signature, body));
}
