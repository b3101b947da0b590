"""Writes functions.csv: values of the elementary functions to twice double precision, from mpmath.

Columns: function, x, y (0 for functions of one number), high, low; the value is high + low.
Usage: python3 generate.py [points per function] [file]
"""
import random
import sys

from mpmath import atan2, cos, erf, exp, expm1, log, log1p, mp, mpf, power, sin, tanh

mp.prec = 1400  # sin and cos of 1e300 need 1000 bits for the multiple of pi alone
COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 120
FILE = sys.argv[2] if len(sys.argv) > 2 else "functions.csv"
random.seed(20240229)


def uniform(low, high):
    return lambda: random.uniform(low, high)


def magnitude(low, high, signed=True):
    """10^k with k uniform: every binade alike."""
    return lambda: 10 ** random.uniform(low, high) * (random.choice((-1, 1)) if signed else 1)


def quarter_turns():
    """Doubles next to multiples of pi/2, where the reduced argument has few digits."""
    return float(random.randrange(1, 1 << random.randrange(2, 29)) * mp.pi / 2)


def softplus(x):
    return (x if x > 0 else 0) + log1p(exp(-abs(x)))


UNARY = {
    "Exp": (exp, [uniform(-745, 709.7), uniform(-2, 2), magnitude(-12, 0)]),
    "ExpM1": (expm1, [uniform(-45, 709.7), uniform(-2, 2), magnitude(-300, 0)]),
    "Log": (log, [magnitude(-307, 308, False), uniform(0.5, 2), magnitude(-322, -308, False)]),
    "Log1P": (log1p, [magnitude(-300, 0, False), uniform(-1, 2), magnitude(0, 308, False), lambda: random.uniform(-1, 0) ** 9]),
    "Tanh": (tanh, [uniform(-20, 20), uniform(-1, 1), magnitude(-300, 0)]),
    "Sigmoid": (lambda x: 1 / (1 + exp(-x)), [uniform(-740, 40), uniform(-5, 5)]),
    "Softplus": (softplus, [uniform(-740, 40), uniform(-5, 5), uniform(0, 700)]),
    "LogSigmoid": (lambda x: -softplus(-x), [uniform(-40, 740), uniform(-5, 5)]),
    "Erf": (erf, [uniform(-6, 6), uniform(-1.5, 1.5), magnitude(-300, 0)]),
    "Sin": (sin, [uniform(-10, 10), uniform(-1e9, 1e9), quarter_turns, magnitude(-300, 0), magnitude(9, 300)]),
    "Cos": (cos, [uniform(-10, 10), uniform(-1e9, 1e9), quarter_turns, magnitude(9, 300)]),
}


def power_arguments():
    x = random.choice((magnitude(-300, 300, False), uniform(0.5, 2), uniform(0, 30), lambda: 1 + random.uniform(-1, 1) / 2**20))()
    limit = 700 / abs(float(log(mpf(x)))) if x != 1 else 1e6
    y = random.choice((lambda: random.uniform(-limit, limit), lambda: random.uniform(-min(limit, 4), min(limit, 4)),
                       lambda: float(random.randrange(-4, 9))))()
    return x, y


def plane():
    return random.choice((uniform(-3, 3), magnitude(-100, 100)))(), random.choice((uniform(-3, 3), magnitude(-100, 100)))()


BINARY = {"Pow": (power, power_arguments), "Atan2": (atan2, plane)}


def row(name, x, y, value):
    high = float(value)
    return f"{name},{x!r},{y!r},{high!r},{float(value - mpf(high))!r}\n"


with open(FILE, "w", newline="\n") as out:
    out.write("function,x,y,high,low\n")
    for name, (function, sources) in UNARY.items():
        for k in range(COUNT):
            x = sources[k % len(sources)]()
            out.write(row(name, x, 0.0, function(mpf(x))))
    for name, (function, source) in BINARY.items():
        for _ in range(COUNT):
            x, y = source()
            while not abs(function(mpf(x), mpf(y))) < 1.7e308:
                x, y = source()
            out.write(row(name, x, y, function(mpf(x), mpf(y))))
