"""`drill check`: what a bank lacks, and where."""
