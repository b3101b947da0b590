using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>
/// A stack of saved numbers, last in, first out: what reverse mode keeps of loops whose trip counts are known only afterwards, and of recursion.
/// It grows to the largest need so far and keeps its memory, so that pushing allocates nothing in the steady state. Numbers of the float type, integers
/// and truth values lie on stacks of their own; what is pushed in some order is popped in the reverse order.
/// </summary>
/// <typeparam name="T">The float type.</typeparam>
public sealed class Tape<T>
    where T : unmanaged
{
    private T[] _numbers = new T[64];
    private int[] _integers = [];
    private int _numberCount;
    private int _integerCount;

    /// <summary>Numbers on the tape.</summary>
    public int Count => _numberCount;

    /// <summary>Integers and truth values on the tape.</summary>
    public int IntegerCount => _integerCount;

    /// <summary>Memory held, in bytes.</summary>
    public long BytesReserved => ((long)_numbers.Length * Unsafe.SizeOf<T>()) + ((long)_integers.Length * sizeof(int));

    /// <summary>Puts a number on top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T number)
    {
        var numbers = _numbers;
        int at = _numberCount;
        if ((uint)at >= (uint)numbers.Length) numbers = Grow(ref _numbers, at + 1);
        numbers[at] = number;
        _numberCount = at + 1;
    }

    /// <summary>Puts an integer on top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(int integer)
    {
        var integers = _integers;
        int at = _integerCount;
        if ((uint)at >= (uint)integers.Length) integers = Grow(ref _integers, at + 1);
        integers[at] = integer;
        _integerCount = at + 1;
    }

    /// <summary>Puts a truth value on top.</summary>
    public void Push(bool flag) => Push(flag ? 1 : 0);

    /// <summary>Puts all numbers of a span on top, as a whole.</summary>
    public void Push(ReadOnlySpan<T> numbers)
    {
        int length = checked(_numberCount + numbers.Length);
        if (length > _numbers.Length) Grow(ref _numbers, length);
        numbers.CopyTo(_numbers.AsSpan(_numberCount));
        _numberCount = length;
    }

    /// <summary>Puts all integers of a span on top, as a whole.</summary>
    public void Push(ReadOnlySpan<int> integers)
    {
        int length = checked(_integerCount + integers.Length);
        if (length > _integers.Length) Grow(ref _integers, length);
        integers.CopyTo(_integers.AsSpan(_integerCount));
        _integerCount = length;
    }

    /// <summary>Puts all truth values of a span on top, as a whole.</summary>
    public void Push(ReadOnlySpan<bool> flags)
    {
        foreach (bool flag in flags) Push(flag);
    }

    /// <summary>Takes the number on top.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        int at = _numberCount - 1;
        if (at < 0) ThrowEmpty();
        _numberCount = at;
        return _numbers[at];
    }

    /// <summary>Takes the integer on top.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int PopInt()
    {
        int at = _integerCount - 1;
        if (at < 0) ThrowEmpty();
        _integerCount = at;
        return _integers[at];
    }

    /// <summary>Takes the truth value on top.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public bool PopFlag() => PopInt() != 0;

    /// <summary>Takes as many numbers as fit into the span, which then holds them in the order of their push.</summary>
    /// <exception cref="InvalidOperationException">There are fewer.</exception>
    public void Pop(Span<T> destination)
    {
        if (destination.Length > _numberCount) ThrowEmpty();
        _numberCount -= destination.Length;
        _numbers.AsSpan(_numberCount, destination.Length).CopyTo(destination);
    }

    /// <summary>Takes as many integers as fit into the span, which then holds them in the order of their push.</summary>
    /// <exception cref="InvalidOperationException">There are fewer.</exception>
    public void Pop(Span<int> destination)
    {
        if (destination.Length > _integerCount) ThrowEmpty();
        _integerCount -= destination.Length;
        _integers.AsSpan(_integerCount, destination.Length).CopyTo(destination);
    }

    /// <summary>Takes as many truth values as fit into the span, which then holds them in the order of their push.</summary>
    /// <exception cref="InvalidOperationException">There are fewer.</exception>
    public void Pop(Span<bool> destination)
    {
        for (int i = destination.Length - 1; i >= 0; i--) destination[i] = PopFlag();
    }

    /// <summary>Takes everything off; the memory stays.</summary>
    public void Clear() => _numberCount = _integerCount = 0;

    private static TElement[] Grow<TElement>(ref TElement[] array, int length)
    {
        // Doubling makes the cost of a push constant on average.
        int capacity = (int)Math.Clamp(2L * array.Length, 64, Array.MaxLength);
        Array.Resize(ref array, Math.Max(capacity, length));
        return array;
    }

    private static void ThrowEmpty() => throw new InvalidOperationException("The tape holds less than is popped: pops do not match the pushes.");
}
