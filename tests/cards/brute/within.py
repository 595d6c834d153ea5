"""How near a brute force comes to the number that a formula gives."""


def within(share):
    """Mark a function whose result is that far off, relative to the right one, by its nature."""

    def mark(function):
        function.within = share
        return function

    return mark
