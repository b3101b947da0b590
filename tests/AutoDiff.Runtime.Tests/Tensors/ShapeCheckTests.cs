namespace AutoDiff.Tests.Tensors;

public class ShapeCheckTests
{
    [Fact]
    public void WhatAgrees_Passes()
    {
        ShapeCheck.Rank("x", new TensorShape(4, 5), "[N, C]");
        ShapeCheck.Rank("k", new TensorShape(), "[]");
        ShapeCheck.Rank("v", new TensorShape(3), "[G*K]");
        ShapeCheck.Equal("dY", new TensorShape(4, 5), "x", new TensorShape(4, 5));
        ShapeCheck.Extents("gamma", new TensorShape(5), "[C]", 5);
        ShapeCheck.Extent("x", new TensorShape(4, 5), 1, "C", 5);
        ShapeCheck.Length("labels", 4, "N", 4);
    }

    [Fact]
    public void WhatDoesNot_IsNamedWithBothShapesAndTheDimensions()
    {
        AssertMessage("x is [4] but must be [N, C]", () => ShapeCheck.Rank("x", new TensorShape(4), "[N, C]"));
        AssertMessage("k is [4] but must be []", () => ShapeCheck.Rank("k", new TensorShape(4), "[]"));
        AssertMessage("dY is [4, 3] but x is [4, 5] (N=4, C=5)", () => ShapeCheck.Equal("dY", new TensorShape(4, 3), "x", new TensorShape(4, 5), "[N, C]"));
        AssertMessage("dY is [4, 3] but x is [4, 5]", () => ShapeCheck.Equal("dY", new TensorShape(4, 3), "x", new TensorShape(4, 5)));
        AssertMessage("gamma is [4] but must be [C] (C=5)", () => ShapeCheck.Extents("gamma", new TensorShape(4), "[C]", 5));
        AssertMessage("x is [4, 5] but C=3 (dimension 1)", () => ShapeCheck.Extent("x", new TensorShape(4, 5), 1, "C", 3));
        AssertMessage("labels has 3 elements but N=4", () => ShapeCheck.Length("labels", 3, "N", 4));
    }

    [Fact]
    public void SharedMemory_IsFoundWhateverTheViews()
    {
        var memory = Tensor<double>.Zeros(10);
        Tensor<double> left = memory.Slice(0, 5), middle = memory.Slice(4, 3), right = memory.Slice(5, 5);
        ShapeCheck.NoOverlap("dX", left, "x", right);
        ShapeCheck.SameOrNoOverlap("dX", left, "x", right);
        ShapeCheck.SameOrNoOverlap("dX", left, "x", left);
        ShapeCheck.NoOverlap("dX", memory.Slice(2, 0), "x", memory);
        Assert.Contains("dX overlaps x", Assert.Throws<ArgumentException>(() => ShapeCheck.NoOverlap("dX", left, "x", left)).Message);
        Assert.Throws<ArgumentException>(() => ShapeCheck.NoOverlap("dX", left, "x", middle));
        Assert.Contains("dX partly overlaps x", Assert.Throws<ArgumentException>(() => ShapeCheck.SameOrNoOverlap("dX", left, "x", middle)).Message);
    }

    private static void AssertMessage(string message, Action check) => Assert.Equal(message, Assert.Throws<ShapeMismatchException>(check).Message);
}
