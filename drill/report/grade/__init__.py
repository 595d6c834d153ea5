"""A graded answer: the verdict, the smallest failing input, the mistake."""
