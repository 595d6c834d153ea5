"""drill: flashcards and graded code for computer-vision and deep-learning interviews."""

__version__ = "0.1.0"
