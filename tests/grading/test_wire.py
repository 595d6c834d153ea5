"""Plain data crosses unchanged; nothing else crosses; hostile bytes raise `Bad` only."""

import random
import re
import struct
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from drill.grading import wire
from drill.grading.wire import Bad, dumps, loads

DTYPES = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?", sizes=(16, 32, 64)),
    hnp.complex_number_dtypes(endianness="?", sizes=(64, 128)),
)
ARRAYS = DTYPES.flatmap(
    lambda dtype: hnp.arrays(
        dtype, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4)
    )
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.complex_numbers(),
        TEXT,
        st.binary(),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(tuple),
        st.dictionaries(TEXT, inner, max_size=4),
    ),
    max_leaves=20,
)


@given(ARRAYS)
def test_an_array_keeps_its_kind_shape_and_every_bit(array):
    found = loads(dumps(array))

    assert type(found) is np.ndarray
    assert found.shape == array.shape
    assert found.dtype == array.dtype.newbyteorder("<")
    assert found.tobytes() == array.astype(array.dtype.newbyteorder("<")).tobytes()
    assert found.flags.writeable
    assert found.flags.aligned


@given(PLAIN)
def test_builtin_values_come_back(value):
    found = loads(dumps(value))

    assert repr(found) == repr(value)


@given(st.one_of(PLAIN, ARRAYS, st.lists(ARRAYS, max_size=3)))
def test_writing_what_was_read_gives_the_same_bytes(value):
    data = dumps(value)

    assert dumps(loads(data)) == data


@pytest.mark.parametrize(
    "array",
    [
        np.arange(24.0).reshape(4, 6)[::2, ::-3],
        np.asfortranarray(np.arange(6).reshape(2, 3)),
        np.broadcast_to(np.float32(3), (2, 5)),
        np.zeros((0, 4)),
        np.array(["é", "", "abc"]),
        np.array([b"a", b"bc"]),
        np.array([np.nan, -0.0, np.inf]),
    ],
    ids=["strided", "fortran", "broadcast", "empty", "text", "bytes", "special"],
)
def test_layout_does_not_matter(array):
    np.testing.assert_array_equal(loads(dumps(array)), array)


def test_a_numpy_scalar_stays_one():
    found = loads(dumps((np.float32(2.5), np.int8(-3), np.bool_(True), np.float64(1))))

    assert [type(x) for x in found] == [np.float32, np.int8, np.bool_, np.float64]


def test_long_doubles_become_doubles():
    assert loads(dumps(np.ones(2, np.longdouble))).dtype == np.float64


def test_subclasses_become_plain():
    class Rows(list):
        def __len__(self):
            return 10**9

    class Boxes(np.ndarray):
        shape = (1, 2, 3)

    found = loads(dumps([Rows([1]), np.arange(4).view(Boxes), np.str_("a"), range(2)]))

    assert [type(x) for x in found] == [list, np.ndarray, str, list]
    assert found[1].shape == (4,)


def test_tensors_become_arrays():
    torch = pytest.importorskip("torch")
    leaf = torch.ones(2, 3, requires_grad=True)

    found = loads(dumps([leaf, leaf.bfloat16(), torch.tensor(3)]))

    assert [x.dtype for x in found] == [np.float32, np.float32, np.int64]
    assert [x.shape for x in found] == [(2, 3), (2, 3), ()]


def loop():
    value = []
    value.append(value)
    return value


def ragged():
    array = np.empty(2, object)
    array[:] = [[1], [1, 2]]
    return array


async def coroutine():
    """Nothing."""


@pytest.mark.parametrize(
    ("make", "en"),
    [
        (lambda: (i for i in []), "a generator: did you use `yield`, `map` or `zip`?"),
        (lambda: map(str, []), "a generator: did you use `yield`, `map` or `zip`?"),
        (lambda: {1, 2}, "a set: it has no order"),
        (object, "a value of type object"),
        (lambda: len, "a function or a class, not its result"),
        (lambda: int, "a function or a class, not its result"),
        (ragged, "an array of dtype object (are the rows of different lengths?)"),
        (lambda: np.zeros(2, "M8[s]"), "an array of dtype datetime64[s]"),
        (lambda: np.zeros(2, [("a", int)]), "an array of dtype [('a',"),
        (loop, "a value nested more than 16 levels deep (does it contain itself?)"),
        (lambda: 1 << 40_000, "an integer of more than 9,000 digits"),
        (lambda: np.zeros(61 << 20, np.uint8), "an array of 61 MB (at most 60)"),
        (lambda: ["x" * (31 << 20)] * 2, "more than 60 MB of data"),
        (lambda: [None] * 1_000_001, "more than 1,000,000 separate values"),
        (lambda: {(1, 2): 3}, "a dict with a key of type tuple"),
        (lambda: np.array(["\ud800"]), "an array of broken text"),
    ],
)
def test_anything_else_is_named_in_both_languages(make, en):
    with pytest.raises(Bad, match=re.escape(en)) as caught:
        dumps(make())

    assert caught.value.text.en == str(caught.value)
    assert re.search("[\u4e00-\u9fff]", caught.value.text.zh)


def test_a_coroutine_is_named():
    value = coroutine()

    with pytest.raises(Bad, match="a coroutine: write `def`"):
        dumps(value)
    value.close()


def test_the_grader_may_send_more_than_a_child():
    array = np.zeros(61 << 20, np.uint8)

    assert len(dumps(array, 64 << 20)) > array.nbytes


def array_bytes(code: bytes, shape: tuple[int, ...], raw: bytes = b"") -> bytes:
    head = struct.pack("<cBBB", b"a", 0, len(code), len(shape))
    return head + code + struct.pack(f"<{len(shape)}q", *shape) + raw


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"?",
        b"N" * 2,
        b"f123",
        b"s\xff\xff\xff\xff",
        b"s\x02\0\0\0\xff\xff",
        b"i\xff\xff\0\0" + bytes(65535),
        b"l\x01\0\0\0" * 100_000 + b"N",
        b"d\x01\0\0\0l\0\0\0\0N",
        b"d\x01\0\0\0i\x09\0\0\0" + b"\xff" * 8 + b"\0N",
        array_bytes(b"|O", (1,), bytes(8)),
        array_bytes(b"|V8", (1,), bytes(8)),
        array_bytes(b"<f8", (-1,)),
        array_bytes(b"<f8", (1 << 62, 4)),
        array_bytes(b"<f8", (0, 1 << 50)),
        array_bytes(b"<f8", (2,), bytes(8)),
        array_bytes(b">f8", (1,), bytes(8)),
        array_bytes(b"<U1", (1,), b"\xff\xff\xff\x7f"),
        array_bytes(b"<U1", (1,), b"\0\xd8\0\0"),
        array_bytes(b"<f9", (1,), bytes(9)),
        array_bytes(b"<f8", (1,) * 40, bytes(8)),
        array_bytes(b"\xff\xff", (1,)),
    ],
)
def test_malformed_bytes_are_refused(data):
    with pytest.raises(Bad, match="malformed data"):
        loads(data)


def test_sixty_million_values_are_refused_soon():
    data = b"l" + struct.pack("<I", 60_000_000) + b"N" * 60_000_000
    start = time.perf_counter()

    with pytest.raises(Bad, match="too many values"):
        loads(data)
    assert time.perf_counter() - start < 3


def test_a_foreign_bool_is_made_one():
    found = loads(array_bytes(b"|b1", (2,), b"\x05\x00"))

    assert found.tobytes() == b"\x01\x00"
    assert loads(array_bytes(b"|b1", (), b"\x05")).shape == ()


def test_twenty_thousand_mutants_raise_nothing_but_bad():
    chance = random.Random(1)
    rng = np.random.default_rng(0)
    values = [
        rng.random((3, 4)),
        [1, 2.5, None, True, "é", b"x", {"a": (1, 2), 3: [1j]}],
        (np.float32(3), np.array(5), np.zeros((0, 3)), np.array(["ab", "c"])),
        {"type": "E", "message": "x" * 50, "line": 3},
        list(range(300)),
        10**500,
        [[[[[]]]]],
        np.array([True, False]),
    ]
    seeds = [dumps(value) for value in values]
    for _ in range(20_000):
        data = mutant(chance, chance.choice(seeds))
        try:
            found = loads(data)
        except Bad:
            continue
        assert loads(dumps(found)) is not ...


def mutant(chance: random.Random, seed: bytes) -> bytes:
    if chance.random() < 0.1:
        return chance.randbytes(chance.randrange(200))
    data = bytearray(seed)
    for _ in range(chance.randrange(1, 6)):
        at, kind = chance.randrange(len(data) + 1), chance.random()
        if kind < 0.5 and at < len(data):
            data[at] = chance.choice([0, 1, 255, 128, chance.randrange(256), *b"NTFifcsbaltd"])
        elif kind < 0.7:
            data[at:at] = chance.randbytes(chance.randrange(1, 9))
        else:
            del data[at : at + chance.randrange(1, 9)]
    return bytes(data)


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_bad(data):
    try:
        loads(data)
    except Bad:
        return


def test_one_case_costs_microseconds():
    case = (np.random.default_rng(0).random((100, 4)), np.zeros(100), 0.5)
    data = dumps(case)
    start = time.perf_counter()
    for _ in range(200):
        loads(dumps(case))

    assert len(data) < 5000
    assert (time.perf_counter() - start) / 200 < 500e-6


def test_the_limits_are_exported():
    assert wire.ROOM == 60 << 20
