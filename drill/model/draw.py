"""Numbers that look random and are the same everywhere for the same text."""

from zlib import crc32

_MASK = 2**64 - 1


def draw(text: str) -> int:
    """Give a whole number of 64 bits. Not for secrets: `hashlib` alone takes 3 ms to load."""
    data = text.encode("utf-8", "surrogatepass")
    # splitmix64: a checksum differs in the same bits for texts that differ in the same letters
    x = (crc32(data) << 32 | crc32(data, 0x9E3779B9)) + 0x9E3779B97F4A7C15 & _MASK
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    x = (x ^ x >> 27) * 0x94D049BB133111EB & _MASK
    return x ^ x >> 31
